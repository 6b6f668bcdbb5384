import { fichierOf } from "#donnees/formats/fichier.ts";
import { modeleOf } from "#donnees/lectures/lot/modele.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Base } from "#socle/lectures/base.ts";
import { EPCI } from "../fixtures/pages.ts";
import { patiently } from "../fixtures/patiently.ts";
import type { Identifiants, Monde } from "./monde.ts";

const REJETEES = 200;

/** Identifier of the deposit of these files. */
export async function deposit(ask: Monde["ask"], ...fichiers: readonly File[]): Promise<string> {
  const form = new FormData();
  for (const fichier of fichiers) form.append("fichiers", fichier);
  const answer = await ask("agent-epci", `/t/${EPCI}/donnees/deposer`, { method: "POST", body: form });
  return /depots\/([0-9a-f-]{36})/.exec(answer.headers.get("location") ?? "")?.[1] ?? "";
}

/** Of a file that does not say its year; beside an empty one, since a file that is recognised and alone leads to its lot. */
export async function depositUndated(ask: Monde["ask"]): Promise<string> {
  const { colonnes, exemple } = modeleOf("rpls", { epci: EPCI, commune: "52448" });
  const contenu = [colonnes, exemple].map((cells) => cells.join(";")).join("\n");
  const depot = await deposit(ask, new File([contenu], "parc.csv"), new File([], "vide.csv"));
  return patiently(async () => {
    const page = await (await ask("agent-epci", `/t/${EPCI}/donnees/depots/${depot}`)).text();
    if (!page.includes('name="periode"')) throw new Error("the deposit asks for no year");
    return depot;
  });
}

/** A file of leases of which nearly all have a day that does not exist: its lot is ready, and published by nobody. */
export async function importRejets(base: Base): Promise<Identifiants["rejets"]> {
  const colonnes = "NUMERO_UNIQUE;SIREN_RADIATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;NB_QPV;NB_Q1";
  const lignes = Array.from({ length: REJETEES + 3 }, (_, i) => {
    return `9990000000007${10_000 + i};999000029;${i < 3 ? "12/05" : "31/02"}/2016;52448;0;1`;
  });
  const { lot, fini } = await receiveFichier(
    { base, horloge: HORLOGE, hash: (text: string) => `h-${text}` },
    { fichier: fichierOf("attributions 2016.csv", Buffer.from([colonnes, ...lignes].join("\n"))), epci: EPCI },
  );
  await fini;
  const [groupe] = await base.lots.groupesRejets({ epci: EPCI, id: lot });
  if (!groupe) throw new Error("no line was rejected");
  const rejetees = await base.lots.lignesDuGroupe({ epci: EPCI, id: lot }, groupe);
  return { lot, motif: groupe.code, colonne: groupe.colonne ?? "", lignes: rejetees.map(({ ligne }) => ligne) };
}
