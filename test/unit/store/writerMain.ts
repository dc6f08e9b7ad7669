import { write, type WriterOrder } from './writer.ts';

// A process of its own, to be killed.
void write(JSON.parse(process.argv[2] ?? '') as WriterOrder);
