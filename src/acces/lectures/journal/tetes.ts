import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import type { ChaineQueries, Repere } from "#socle/lectures/journal/ports.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Verification } from "./verify-journal.ts";

const FORMAT = "blaise-tetes/1";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const teteSchema = z.object({
  organisation: z.number().int().positive(),
  nom: z.string(),
  numero: z.number().int().min(0),
  empreinte: hex,
});
const fichierSchema = z.object({
  format: z.literal(FORMAT),
  exporteesLe: z.string(),
  tetes: z.array(teteSchema),
  /** SPKI, DER, base64: another program can check the signature without Blaise. */
  clePublique: z.string(),
  signature: z.string(),
});

export type Tete = Readonly<z.infer<typeof teteSchema>>;

/** The signed heads of one day: kept elsewhere, they prove that earlier lines have not changed since. */
export type FichierTetes = Readonly<z.infer<typeof fichierSchema>>;

/** The heads of a verification without rupture, as the text of a file signed with Ed25519. */
export function signTetes(verification: Verification, cle: KeyObject, maintenant: string): string {
  const tetes = verification.chaines.flatMap(({ organisation, nom, tete }) =>
    tete ? [{ organisation, nom, ...tete }] : [],
  );
  const clePublique = exportClePublique(cle);
  const said = { format: FORMAT, exporteesLe: maintenant, tetes, clePublique } as const;
  const signature = sign(null, Buffer.from(signedText(said)), cle).toString("base64");
  return `${JSON.stringify({ ...said, signature }, null, 2)}\n`;
}

/** Public key of a private one, in the file's format. */
export function exportClePublique(cle: KeyObject): string {
  return createPublicKey(cle).export({ type: "spki", format: "der" }).toString("base64");
}

/** Refuses `tetes-illisibles`, and `tetes-signature` when the text differs from the signed one. */
export function readTetes(texte: string): FichierTetes {
  const fichier = parseFichier(texte);
  if (!isSigned(fichier)) {
    throw new Refus(
      "tetes-signature",
      "La signature de ce fichier de têtes est fausse : il a été modifié depuis son export. Prenez-en un autre exemplaire.",
    );
  }
  return fichier;
}

/** Short name of the signing key, to compare with the one noted at the first export. */
export function nameCle(fichier: Pick<FichierTetes, "clePublique">): string {
  const digest = createHash("sha256").update(Buffer.from(fichier.clePublique, "base64")).digest("hex");
  return digest.slice(0, 32).replaceAll(/(.{4})(?=.)/g, "$1 ");
}

function parseFichier(texte: string): FichierTetes {
  try {
    return fichierSchema.parse(JSON.parse(texte));
  } catch {
    throw new Refus(
      "tetes-illisibles",
      "Ce fichier n’est pas un fichier de têtes du journal. Donnez celui qu’a écrit « blaise verifier --exporter-tetes ».",
    );
  }
}

function isSigned(fichier: FichierTetes): boolean {
  try {
    const der = Buffer.from(fichier.clePublique, "base64");
    const cle = createPublicKey({ key: der, format: "der", type: "spki" });
    // Another algorithm might accept anything.
    if (cle.asymmetricKeyType !== "ed25519") return false;
    return verify(null, Buffer.from(signedText(fichier)), cle, Buffer.from(fichier.signature, "base64"));
  } catch {
    return false;
  }
}

/** The four fields, in this order, without spaces. */
function signedText({ format, exporteesLe, tetes, clePublique }: Omit<FichierTetes, "signature">): string {
  const lignes = tetes.map(({ organisation, nom, numero, empreinte }) => [organisation, nom, numero, empreinte]);
  return JSON.stringify([format, exporteesLe, lignes, clePublique]);
}

/**
 * - `tronquee`: the chain is shorter than it was;
 * - `reecrite`: the line that was the head has another hash: it, or an earlier line, was rewritten with all that follows;
 * - `disparue`: the head is missing.
 */
export type EcartTete = {
  readonly organisation: number;
  readonly nom: string;
  readonly nature: "tronquee" | "reecrite" | "disparue";
  /** Line that was the head at the signature. */
  readonly numero: number;
  readonly teteActuelle: number | null;
};

export type Comparaison = {
  readonly ecarts: readonly EcartTete[];
  /** Heads whose line was purged since: nothing is left to compare. */
  readonly purgees: number;
  readonly comparees: number;
};

/** Compares the chains with heads signed earlier, in the snapshot of `verifyJournal`. */
export async function compareTetes(queries: ChaineQueries, tetes: readonly Tete[]): Promise<Comparaison> {
  const chaines = new Map((await queries.chaines()).map((chaine) => [chaine.organisation, chaine]));
  const ecarts: EcartTete[] = [];
  let purgees = 0;
  for (const { organisation, nom, numero, empreinte } of tetes) {
    if (numero === 0) continue;
    const chaine = chaines.get(organisation);
    const tete = chaine?.tete ?? null;
    const nature = await compareTete(queries, { organisation, numero, empreinte }, tete, chaine?.scelle ?? null);
    if (nature === "purgee") purgees += 1;
    else if (nature) ecarts.push({ organisation, nom, nature, numero, teteActuelle: tete?.numero ?? null });
  }
  return { ecarts, purgees, comparees: tetes.length };
}

async function compareTete(
  queries: ChaineQueries,
  { organisation, numero, empreinte }: Omit<Tete, "nom">,
  tete: Repere | null,
  scelle: Repere | null,
): Promise<EcartTete["nature"] | "purgee" | null> {
  if (tete === null) return "disparue";
  if (tete.numero < numero) return "tronquee";
  if (scelle && numero < scelle.numero) return "purgee";
  const now = scelle?.numero === numero ? scelle.empreinte : await queries.empreinte(organisation, numero);
  return now === empreinte ? null : "reecrite";
}
