/** Packages that state a licence but bring no text of it: what each owes, read once. Counts only for the licence named. */
/** @type {Readonly<Record<string, { readonly licence: string, readonly text: string } | undefined>>} */
export const STATED_ONLY = {
  '@npmcli/agent': {
    licence: 'ISC',
    text: `Its package.json states: author GitHub Inc., licence ISC. The text of that licence:

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that
the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES
OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR
ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS
ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
  },
  'spdx-exceptions': {
    licence: 'CC-BY-3.0',
    text: `Author: The Linux Foundation. Contributor: Kyle E. Mitchell. Source: https://github.com/kemitchell/spdx-exceptions.json
Licence: Creative Commons Attribution 3.0 Unported, https://creativecommons.org/licenses/by/3.0/legalcode. Unchanged but for its form.`,
  },
  'spdx-license-ids': {
    licence: 'CC0-1.0',
    text: `Author: Shinnosuke Watanabe. Source: https://github.com/jslicense/spdx-license-ids
Licence: Creative Commons Zero 1.0 Universal, https://creativecommons.org/publicdomain/zero/1.0/`,
  },
};
