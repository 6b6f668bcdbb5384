import { readdirSync, readFileSync } from "node:fs";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import type { Visiteur } from "../e2e/cas-observatoire.ts";
import { EPCI } from "../fixtures/lots.ts";
import type { ProduitDemo } from "../fixtures/produit-demo.ts";
import { FIGURES } from "./figures.ts";

const T = `/t/${EPCI}`;
const RELEVES = "test/golden/pages/releves/documents";

/** A workbook that the product gives: by its address, or by a form. */
export type Classeur = {
  readonly nom: string;
  readonly chemin: string;
  readonly envoi?: Readonly<Record<string, string>>;
};

/** Models to fill: Blaise reads them again, so that they stay bare. */
const A_REMPLIR = /\/modele\.xlsx$/;

/** Workbooks that the pages of the demonstration offer, as the golden test met them. */
function offerts(): readonly Classeur[] {
  return readdirSync(RELEVES)
    .filter((nom) => nom.endsWith("-xlsx.txt"))
    .map((nom) => readFileSync(`${RELEVES}/${nom}`, "utf8").split("\n")[0]?.replace(/^200 /, "") ?? "")
    .map((chemin) => chemin.replace("dossier-1-BOIS", "DEMO-VERT-BOIS"))
    .filter((chemin) => !A_REMPLIR.test(chemin))
    .map((chemin) => ({ nom: chemin.replace(T, ""), chemin }));
}

/** Workbooks behind a form, or on pages that no case of the golden test opens. */
const AUTRES: readonly Classeur[] = [
  { nom: "/commission/decisions.xlsx", chemin: `${T}/commission/decisions.xlsx` },
  { nom: "/demandes/fiches-contact.xlsx", chemin: `${T}/demandes/fiches-contact.xlsx` },
  {
    nom: "registre des demandes, avec noms",
    chemin: `${T}/demandes/exporter`,
    envoi: { motif: "instruction", noms: "oui", format: "xlsx" },
  },
  {
    nom: "registre des demandes, sans nom",
    chemin: `${T}/demandes/exporter`,
    envoi: { motif: "instruction", noms: "non", format: "xlsx" },
  },
  {
    nom: "ménages à reloger",
    chemin: `${T}/relogement/rime.xlsx`,
    envoi: { finalite: "Comité de suivi du relogement", noms: "oui" },
  },
];

const DE_FIGURES: readonly Classeur[] = FIGURES.flatMap(([page, question, figures]) =>
  figures.map((figure) => {
    const nom = `/${page}/figures/${figure}.xlsx${question}`;
    return { nom, chemin: T + nom };
  }),
);

export const CLASSEURS: readonly Classeur[] = [...offerts(), ...DE_FIGURES, ...AUTRES];

const VISITEURS: readonly Visiteur[] = [
  "agent-epci",
  ...ROLES_HABILITES.filter((role) => role !== "agent-epci"),
  "personne",
];

export type ClasseurRecu = { readonly visiteur: Visiteur; readonly octets: Buffer };

/** Files that Blaise reads again. */
export const NUS: readonly Classeur[] = [
  { nom: "modèle du relogement", chemin: `${T}/relogement/importer/modele.xlsx` },
  { nom: "modèle des attributions", chemin: `${T}/donnees/modeles/sne-attributions.xlsx` },
  {
    nom: "suivi du SNE",
    chemin: `${T}/demandes/sne/export`,
    envoi: { finalite: "saisie-sne", type: "xlsx", annee: "" },
  },
];

/** As the first role that may have it; throws when none may. */
export async function receive(
  { ask }: Pick<ProduitDemo, "ask">,
  { nom, chemin, envoi }: Classeur,
): Promise<ClasseurRecu> {
  for (const visiteur of VISITEURS) {
    const answer = await ask(visiteur, chemin, envoi && new URLSearchParams(envoi));
    if (answer.status === 200 && (answer.headers.get("content-type") ?? "").includes("spreadsheetml")) {
      return { visiteur, octets: Buffer.from(await answer.arrayBuffer()) };
    }
  }
  throw new Error(`no role is given the workbook « ${nom} »`);
}

/** The rows of the CSV that has the same content, without its header, as they were written; null: there is none. */
export async function receiveCsv(
  { ask }: ProduitDemo,
  { chemin, envoi }: Classeur,
  visiteur: Visiteur,
): Promise<string | null> {
  const answer = envoi
    ? await ask(visiteur, chemin, new URLSearchParams({ ...envoi, format: "csv" }))
    : await ask(visiteur, chemin.replace(".xlsx", ".csv"));
  return answer.status === 200 && (answer.headers.get("content-type") ?? "").startsWith("text/csv")
    ? answer.text()
    : null;
}
