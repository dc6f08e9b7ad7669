module example.org/shop/stories

go 1.24.0

require (
	example.org/CaseKept v1.0.0
	example.org/deprecated v0.9.0
	example.org/fresh v1.3.1
	example.org/half-gone v1.0.2
	example.org/licence-closed v1.1.0
	example.org/lines v1.4.0
	example.org/moved v1.0.0
	example.org/no-source v1.0.0
	example.org/retracted v1.2.0
	example.org/steady v1.2.0
	example.org/untagged v0.0.0-20260102030405-0123456789ab
	example.org/vanity/part v0.2.0
)
