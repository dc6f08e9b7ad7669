/** What a licence asks of those who build on the work. Network copyleft counts as strong. */
export type LicenceCategory = 'permissive' | 'weak copyleft' | 'strong copyleft' | 'non-open';

/**
 * SPDX identifiers of permissive licences. Source: Blue Oak Council's permissive licence list, version 15, all ratings (CC0-1.0), which leaves
 * out what the table of restricting licences names.
 */
const PERMISSIVE: ReadonlySet<string> = new Set(
  `
  0BSD AAL Adobe-2006 ADSL AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 Afmparse AMDPLPA AML AMPAS ANTLR-PD ANTLR-PD-fallback
  Apache-1.0 Apache-1.1 Apache-2.0 APAFML Artistic-1.0 Artistic-1.0-cl8 Artistic-1.0-Perl Artistic-2.0 Bahyph Barr
  bcrypt-Solar-Designer Beerware blessing BlueOak-1.0.0 Borceux BSD-1-Clause BSD-2-Clause BSD-2-Clause-Darwin
  BSD-2-Clause-FreeBSD BSD-2-Clause-NetBSD BSD-2-Clause-Patent BSD-2-Clause-Views BSD-3-Clause BSD-3-Clause-Attribution
  BSD-3-Clause-Clear BSD-3-Clause-HP BSD-3-Clause-LBNL BSD-3-Clause-Modification BSD-3-Clause-No-Nuclear-License-2014
  BSD-3-Clause-No-Nuclear-Warranty BSD-3-Clause-Open-MPI BSD-3-Clause-Sun BSD-4-Clause BSD-4-Clause-Shortened BSD-4-Clause-UC
  BSD-Source-Code BSL-1.0 bzip2-1.0.5 bzip2-1.0.6 CC0-1.0 CECILL-B CFITSIO check-cvs ClArtistic Clips CNRI-Jython CNRI-Python
  CNRI-Python-GPL-Compatible Condor-1.1 Crossword CrystalStacker Cube curl diffmark DOC DSDP ECL-1.0 ECL-2.0 EFL-1.0 EFL-2.0
  eGenix Entessa Fair FSFAP FSFUL FSFULLR FTL fwlw Giftware GLWTPL hdparm HPND HPND-export-US HPND-Fenneberg-Livingston
  HPND-sell-regexpr HTMLTIDY IBM-pibs ICU IJG IJG-short ImageMagick Info-ZIP Intel Intel-ACPI ISC Jam JasPer-2.0 Kazlib
  Leptonica Libpng libpng-2.0 libtiff Linux-OpenIB LPL-1.0 LPL-1.02 LPPL-1.3c LZMA-SDK-9.22 McPhee-slideshow MirOS MIT MIT-0
  MIT-advertising MIT-CMU MIT-enna MIT-feh MIT-Modern-Variant MIT-open-group MIT-testregex MIT-Wu MITNFA mpich2 MS-PL MTLL
  MulanPSL-1.0 MulanPSL-2.0 Multics Mup NAIST-2003 NASA-1.3 Naumen NBPL-1.0 NCSA Net-SNMP NetCDF Newsletr NICTA-1.0
  NIST-Software NLPL NRL NTP NTP-0 OFFIS OGL-Canada-2.0 OGTSL OLDAP-1.1 OLDAP-1.2 OLDAP-1.3 OLDAP-1.4 OLDAP-2.0 OLDAP-2.0.1
  OLDAP-2.1 OLDAP-2.2 OLDAP-2.2.1 OLDAP-2.2.2 OLDAP-2.3 OLDAP-2.4 OLDAP-2.5 OLDAP-2.6 OLDAP-2.7 OLDAP-2.8 OML OpenSSL PHP-3.0
  PHP-3.01 Plexus PostgreSQL PSF-2.0 psutils Python-2.0 python-ldap Qhull Rdisc RSA-MD Ruby Saxpath SGI-B-2.0 SHL-0.5 SMLNJ
  snprintf Spencer-86 Spencer-94 Spencer-99 SSH-short SunPro SWL Symlinks TCL TCP-wrappers TU-Berlin-1.0 TU-Berlin-2.0 UCAR
  Unicode-DFS-2015 Unicode-DFS-2016 UnixCrypt Unlicense UPL-1.0 Vim VSL-1.0 W3C W3C-19980720 W3C-20150513 Wsuipa WTFPL X11 Xerox
  Xfig XFree86-1.1 xinetd xlock Xnet xpp XSkat Zed Zend-2.0 Zlib zlib-acknowledgement ZPL-1.1 ZPL-2.0 ZPL-2.1
`
    .trim()
    .toLowerCase()
    .split(/\s+/),
);

/**
 * Families of copyleft licences by their SPDX identifiers. Source: the families of Blue Oak Council's Guide to Copyleft (weak; strong, network
 * and maximal taken together), with the other versions that SPDX lists of the same licences.
 */
const WEAK = /^(?:LGPL-|MPL-|EPL-|CDDL-|CPL-1\.0$|IPL-1\.0$|MS-RL$|ErlPL-1\.1$|SPL-1\.0$)/i;
const STRONG =
  /^(?:A?GPL-\d|APSL-|CAL-1\.0|copyleft-next-|CPAL-1\.0$|EUPL-|NPOSL-3\.0$|OSL-\d|QPL-1\.0|RPL-1\.|RPSL-1\.0$|Sleepycat$)/i;

/** Exceptions to a strong copyleft that let other work be linked with it under terms of its own. Source: the SPDX list of exceptions, by their texts. */
const LINKING =
  /^(?:Classpath|eCos|Fawkes-Runtime|FLTK|freertos|GCC|GNAT|GNU-compiler|gnu-javamail|GPL-3\.0-(?:interface|linking(?:-source)?)|i2p-gpl-java|mif|Qt-GPL)-exception/i;

/** The category of one SPDX identifier, in whatever case; undefined for what is in no table. */
export function categoryOfIdentifier(licence: string, exception?: string): LicenceCategory | undefined {
  if (PERMISSIVE.has(licence.toLowerCase())) return 'permissive';
  if (WEAK.test(licence)) return 'weak copyleft';
  if (!STRONG.test(licence)) return undefined;
  return exception !== undefined && LINKING.test(exception) ? 'weak copyleft' : 'strong copyleft';
}

/**
 * Ways of writing well-known licences that are no SPDX identifier, reduced to letters, digits and dots without filler words, and one identifier of
 * that category: a bare `BSD` may be any of them, and all are permissive.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^mit(?:x11|expat)?$|^x11$|^expat$/, 'MIT'],
  [/^isc$/, 'ISC'],
  [/^apachev?2(?:\.0)?$/, 'Apache-2.0'],
  [/^(?:new|modified|revised|simplified)?bsd(?:[234](?:clause)?)?$/, 'BSD-3-Clause'],
  [/^zlib(?:libpng)?$/, 'Zlib'],
  [/^mplv?2(?:\.0)?$/, 'MPL-2.0'],
  [/^eplv?[12](?:\.0)?$/, 'EPL-2.0'],
  [/^(?:gnu)?lgplv?(?:2|2\.1|3)?(?:\.0)?(?:\+|only|orlater)?$/, 'LGPL-3.0-or-later'],
  [/^(?:gnu)?agplv?3?(?:\.0)?(?:\+|only|orlater)?$/, 'AGPL-3.0-or-later'],
  [/^(?:gnu)?gplv?[23]?(?:\.0)?(?:\+|only|orlater)?$/, 'GPL-3.0-or-later'],
];

/** One identifier of the category that a well-known licence written in plain words has; undefined for other text. */
export function identifierOfWords(text: string): string | undefined {
  const reduced = text
    .toLowerCase()
    .replace(/\b(?:the|licen[sc]e|version)\b/g, '')
    .replace(/[^a-z0-9.+]/g, '');
  return SPELLINGS.find(([spelling]) => spelling.test(reduced))?.[1];
}
