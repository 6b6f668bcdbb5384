import { parse } from "parse5";
import type { Visiteur } from "../../e2e/cas-observatoire.ts";
import { takeChangements } from "../../fixtures/changements.ts";
import type { ProduitDemo } from "../../fixtures/produit-demo.ts";
import { attributOf, isNamed, textOf, walk } from "../../html/elements.ts";
import { asFilled, asShown, type Formulaire, readFormulaires } from "../../html/formulaire.ts";
import { clean, digest } from "../../html/releve.ts";
import { steady } from "./stable.ts";

/** Where a form is met, by whom. */
export type Acte = { readonly visiteur: Visiteur; readonly chemin: string; readonly formulaire: Formulaire };

/** Sessions have tests of their own; what is computed apart is written when it is ready. */
const AILLEURS = /^\/(connexion|deconnexion)|\/(simulation\/calculs|observatoire\/diffusion|plans)$/;
/** More rows of one table than that are known by their number and a digest. */
const SUITE = 12;
const LIGNE = 1000;

const signOf = ({ action, champs }: Formulaire) =>
  [action.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "U").replaceAll(/\d+/g, "N"), ...champs.map(({ nom }) => nom)].join(
    " ",
  );

/** The forms of a page that are not known yet, by their address and the names of their fields. */
export function recordActes(actes: Map<string, Acte>, html: string, chemin: string, visiteur: Visiteur): void {
  for (const formulaire of readFormulaires(html, chemin)) {
    const signe = signOf(formulaire);
    if (!AILLEURS.test(formulaire.action) && !actes.has(signe)) actes.set(signe, { visiteur, chemin, formulaire });
  }
}

/**
 * What comes of a form sent as it is shown, then with every field filled, then sent again later as it was: the answer, what the page that follows
 * says, and every row written. The form is read again each time, but for the last time; one that is no longer offered is not sent.
 */
export async function doActe(produit: ProduitDemo, acte: Acte, jour: string): Promise<string> {
  const montre = await send(produit, acte, asShown);
  const rempli = await send(produit, acte, (formulaire) => asFilled(formulaire, jour));
  const encore = rempli.envoi ? await post(produit, acte, rempli.envoi) : [];
  return [
    "— tel qu’il est montré",
    ...montre.lignes,
    "— rempli",
    ...rempli.lignes,
    "— rempli, envoyé une seconde fois, plus tard",
    ...encore,
  ].join("\n");
}

type Envoi = { readonly envoi: URLSearchParams | null; readonly lignes: readonly string[] };

async function send(
  produit: ProduitDemo,
  acte: Acte,
  fill: (formulaire: Formulaire) => URLSearchParams,
): Promise<Envoi> {
  const page = await (await produit.ask(acte.visiteur, acte.chemin)).text();
  const formulaire = readFormulaires(page, acte.chemin).find((un) => signOf(un) === signOf(acte.formulaire));
  await takeChangements(produit.pool);
  if (!formulaire) return { envoi: null, lignes: ["n’est plus offert"] };
  const envoi = fill(formulaire);
  return {
    envoi,
    lignes: [`envoyé ${sayEnvoi(envoi)}`, ...(await post(produit, { ...acte, formulaire }, envoi))],
  };
}

/** A list of boxes by how many there are of them: their values are drawn. */
function sayEnvoi(envoi: URLSearchParams): string {
  const noms = [...new Set(envoi.keys())];
  return noms
    .map((nom) => {
      const valeurs = envoi.getAll(nom);
      return valeurs.length > SUITE ? `${nom} × ${valeurs.length}` : `${nom}=${steady(valeurs.join(", "))}`;
    })
    .join("&");
}

async function post(
  produit: ProduitDemo,
  { visiteur, formulaire }: Acte,
  envoi: URLSearchParams,
): Promise<readonly string[]> {
  const answer = await produit.ask(visiteur, formulaire.action, envoi);
  const suite = answer.headers.get("location");
  const html = await answer.text();
  const changements = await takeChangements(produit.pool);
  const suivante = suite ? await (await produit.ask(visiteur, suite)).text() : html;
  await takeChangements(produit.pool);
  return [
    steady([answer.status, suite].filter(Boolean).join(" → ")),
    ...messagesOf(suivante).map(cut),
    ...shorten(changements.map(steady).sort()),
  ];
}

/** What the page says of what was done, or why it was not; the words beside a field too. */
function messagesOf(html: string): readonly string[] {
  const elements = [...walk(parse(html).childNodes)];
  const titre = elements.filter(isNamed("h1")).slice(0, 1);
  const dits = elements.filter((un) => /(^| )(message|erreur)( |$)/.test(attributOf(un, "class") ?? ""));
  return [...titre, ...dits].map((un) => `« ${steady(clean(textOf(un)))} »`);
}

/** What is frozen in one value is longer than anybody reads. */
const cut = (ligne: string) => (ligne.length > LIGNE ? `${ligne.slice(0, LIGNE / 2)}… ${digest(ligne)}` : ligne);

/** Of each table, its rows, or how many there are and what they amount to. */
function shorten(lignes: readonly string[]): readonly string[] {
  const tables = new Map<string, string[]>();
  for (const ligne of lignes) {
    const quoi = ligne.split(" ", 2).join(" ");
    tables.set(quoi, [...(tables.get(quoi) ?? []), ligne]);
  }
  return [...tables].flatMap(([quoi, own]) =>
    own.length <= SUITE ? own.map(cut) : [`${quoi} × ${own.length} ${digest(own.join("\n"))}`],
  );
}
