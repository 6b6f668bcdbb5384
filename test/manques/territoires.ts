import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { publishDiffusionDemo } from "#service/commandes/demo-diffusion.ts";
import { EPCI_DEMO } from "#service/commandes/demo-territoire.ts";
import type { Session } from "#service/commandes/session.ts";
import type { FichierDemo } from "../../demo/fichier.ts";
import { generateDemo } from "../../demo/generate-demo.ts";
import type { ProduitDemo } from "../fixtures/produit-demo.ts";

/** What becomes of a file of the demonstration: columns that are not in it, columns that are there and empty, lines left out. */
export type Coupe = {
  readonly source: FichierDemo["source"];
  readonly absentes?: readonly string[];
  readonly vides?: readonly string[];
  /** Lines left out: those of which this column holds one of these. */
  readonly sans?: { readonly colonne: string; readonly valeurs: RegExp };
};

const SEPARATEUR = ";";

/** Publishes the files of the demonstration again, cut. */
export async function publishCoupes(session: Session, coupes: readonly Coupe[]): Promise<void> {
  for (const coupe of coupes) {
    for (const fichier of generateDemo().filter(({ source }) => source === coupe.source)) {
      const octets = cut(fichier.octets, coupe);
      const isSame = Buffer.compare(octets, fichier.octets) === 0;
      if (!isSame) await publish(session, { ...fichier, nom: `coupe-${fichier.nom}`, octets });
    }
  }
}

/** The first release of the territory, of what it publishes now: an earlier one would keep the numbers that it gave. */
export async function publishDiffusion({ pool, session }: Pick<ProduitDemo, "pool" | "session">): Promise<void> {
  await pool.query(
    `do $$ begin set local session_replication_role = replica; delete from indicateur_publie; delete from diffusion; end $$`,
  );
  await publishDiffusionDemo({ ...session, base: await session.reload() }, EPCI_DEMO);
}

async function publish(session: Session, { nom, octets, source, periode }: FichierDemo): Promise<void> {
  const base = await session.reload();
  const depot = { fichier: fichierOf(nom, octets), epci: EPCI_DEMO, source, periode };
  const { fini } = await receiveFichier({ ...session, base }, depot);
  await publishLot(base, (await fini).id, { confirme: true });
}

/** Bytes are kept as they are: only the columns matter here. */
const decode = (octets: Uint8Array) => Buffer.from(octets).toString("latin1");
const encode = (texte: string) => new Uint8Array(Buffer.from(texte, "latin1"));

function cut(octets: Uint8Array, { absentes = [], vides = [], sans }: Coupe): Uint8Array {
  const [entete = "", ...lignes] = decode(octets).split(/\r?\n/);
  const colonnes = entete.split(SEPARATEUR);
  const inconnues = [...absentes, ...vides].filter((nom) => !colonnes.includes(nom));
  if (inconnues.length > 0) throw new Error(`No column ${inconnues.join(", ")}.`);
  const of = (ligne: string) =>
    splitQuoted(ligne)
      .map((valeur, rang) => (vides.includes(colonnes[rang] ?? "") ? "" : valeur))
      .filter((_, rang) => !absentes.includes(colonnes[rang] ?? ""))
      .join(SEPARATEUR);
  const isKept = (ligne: string) =>
    ligne !== "" && !sans?.valeurs.test(splitQuoted(ligne)[colonnes.indexOf(sans.colonne)] ?? "");
  const kept = colonnes.filter((nom) => !absentes.includes(nom)).join(SEPARATEUR);
  return encode([kept, ...lignes.filter(isKept).map(of)].join("\r\n").concat("\r\n"));
}

function splitQuoted(ligne: string): readonly string[] {
  return [...`;${ligne}`.matchAll(/;("(?:[^"]|"")*"|[^;]*)/g)].map(([, valeur = ""]) => valeur);
}
