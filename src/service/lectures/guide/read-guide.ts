import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Marked, type Tokens } from "marked";

export type SectionGuide = {
  /** Of its heading, in the address. */
  readonly ancre: string;
  readonly titre: string;
  readonly html: string;
  /** What is searched: the words of the section, without its marks. */
  readonly texte: string;
};
/** A file of `docs/guide`: `code` is its name, « bilan » for the first one. */
export type ChapitreGuide = {
  readonly code: string;
  readonly titre: string;
  readonly sections: readonly SectionGuide[];
};

const PREMIER = "bilan";

/** The guide that ships with the product, in the order of its own list. Throws when the folder is not there: the installation is broken. */
export function readGuide(
  dossier = join(findRacine(dirname(fileURLToPath(import.meta.url))), "docs", "guide"),
): readonly ChapitreGuide[] {
  const premier = readFileSync(join(dossier, "README.md"), "utf8");
  const cites = [...premier.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, nom]) => nom ?? "");
  const autres = readdirSync(dossier)
    .filter((nom) => nom.endsWith(".md") && nom !== "README.md")
    .map((nom) => nom.slice(0, -3))
    .toSorted((a, b) => rankOf(cites, a) - rankOf(cites, b) || a.localeCompare(b, "fr"));
  return [
    readChapitre(PREMIER, premier),
    ...autres.map((nom) => readChapitre(nom, readFileSync(join(dossier, `${nom}.md`), "utf8"))),
  ];
}

function rankOf(cites: readonly string[], nom: string): number {
  const rang = cites.indexOf(nom);
  return rang < 0 ? cites.length : rang;
}

function findRacine(from: string): string {
  if (existsSync(join(from, "docs", "guide"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("no docs/guide above the code");
  return findRacine(parent);
}

/** The first heading is the chapter's title; what stands between two headings of the second rank is a section. */
export function readChapitre(code: string, markdown: string): ChapitreGuide {
  const [tete = "", ...suite] = markdown.split(/^## /m);
  const [titre = code, ...chapo] = tete.replace(/^# /, "").split("\n");
  const sections = suite.map((bloc) => {
    const [nom = "", ...lignes] = bloc.split("\n");
    return readSection(nom.trim(), lignes.join("\n"));
  });
  return { code, titre: titre.trim(), sections: [readSection(titre.trim(), chapo.join("\n")), ...sections] };
}

function readSection(titre: string, markdown: string): SectionGuide {
  const html = rendererOf(titre).parse(markdown, { async: false });
  return { ancre: ancreOf(titre), titre, html, texte: textOf(html) };
}

/** « 3. Localiser » is `localiser`: a heading keeps its address when another is put before it. */
export function ancreOf(titre: string): string {
  return titre
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[0-9]+-(?=[a-z])|^-|-$/g, "");
}

/** Pictures are left out: the reader has the page itself. A table is named by its section, and its headings by their column. */
function rendererOf(titre: string): Marked {
  return new Marked({
    renderer: {
      image: () => "",
      link(lien: Tokens.Link) {
        return `<a href="${hrefGuide(lien.href)}">${this.parser.parseInline(lien.tokens)}</a>`;
      },
      heading(tete: Tokens.Heading) {
        return `<h${Math.max(3, tete.depth)}>${this.parser.parseInline(tete.tokens)}</h${Math.max(3, tete.depth)}>\n`;
      },
      table(table: Tokens.Table) {
        const cell = (tag: string) => (un: Tokens.TableCell) =>
          `<${tag}>${this.parser.parseInline(un.tokens)}</${tag.split(" ")[0]}>`;
        const lignes = table.rows.map((ligne) => `<tr>${ligne.map(cell("td")).join("")}</tr>`).join("");
        return `<div class="defile" role="region" tabindex="0" aria-label="${escapeHtml(titre)}"><table><caption class="lu">${escapeHtml(titre)}</caption><thead><tr>${table.header.map(cell('th scope="col"')).join("")}</tr></thead><tbody>${lignes}</tbody></table></div>`;
      },
    },
  });
}

/** A chapter beside this one is a page of the product; README.md is the first. */
function hrefGuide(href: string): string {
  const found = /^(README|[a-z-]+)\.md(#.*)?$/.exec(href);
  if (!found) return escapeHtml(href);
  return `/aide/${found[1] === "README" ? PREMIER : found[1]}${found[2] ?? ""}`;
}

const escapeHtml = (texte: string) => texte.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "’")
    .replaceAll(/\s+/g, " ")
    .trim();
}
