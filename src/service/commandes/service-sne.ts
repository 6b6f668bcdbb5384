import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DemandeSne, ServiceSne } from "#guichet/lectures/sne-echange/service-sne.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

const demandeLue = z.object({
  numero: z.string(),
  creeLe: z.iso.date(),
  renouveleLe: z.iso.date().nullable(),
  etat: z.enum(["active", "radiee"]),
});
const REPONSES = {
  deposer: z.object({ numero: z.string() }),
  lire: demandeLue,
  modifier: demandeLue,
  renouveler: demandeLue,
  radier: demandeLue,
  "joindre-pieces": z.object({ jointes: z.number().int().min(0) }),
} as const;
type ActeService = keyof typeof REPONSES;

/** `code`: of the anomaly, as the national system numbers it. */
const refusSchema = z.object({ refus: z.string(), code: z.string().optional() });

const dossierSchema = z.object({
  // Required, so that nobody takes the file for the national system's own.
  synthetique: z.literal(true),
  echanges: z.array(
    z.object({
      acte: z.enum(["deposer", "lire", "modifier", "renouveler", "radier", "joindre-pieces"]),
      envoi: z.unknown(),
      // « muet »: the service was asked, and never answered.
      reponse: z.union([refusSchema, z.object({ muet: z.literal(true) }), z.unknown()]),
    }),
  ),
});

const muetSchema = z.object({ muet: z.literal(true) });

/** Milliseconds: a person waits at the desk; past it, the answer is looked for by hand. */
const DELAI_MS = 10_000;

/**
 * Stand-in that replays the exchanges of a folder of JSON files, refuses any other one, and never draws a number. For the
 * demonstration and the tests, until the national system opens its services to this platform.
 */
export async function openServiceSne(dossier: string | null, delaiMs = DELAI_MS): Promise<ServiceSne | null> {
  if (dossier === null) return null;
  const echanges = await readEchanges(dossier);
  async function replay<A extends ActeService>(acte: A, envoi: unknown): Promise<z.infer<(typeof REPONSES)[A]>> {
    const reponse = echanges.get(cleOf(acte, envoi));
    if (reponse === undefined) throw unrecorded(acte);
    const refus = refusSchema.safeParse(reponse);
    if (refus.success) throw refused(refus.data);
    if (muetSchema.safeParse(reponse).success) return new Promise(() => {});
    return REPONSES[acte].parse(reponse) as z.infer<(typeof REPONSES)[A]>; // the schema of that very act
  }
  return {
    nom: "échanges enregistrés, pour la démonstration",
    delaiMs,
    deposer: (demande: DemandeSne) => replay("deposer", demande),
    lire: (numero) => replay("lire", { numero }),
    modifier: (numero, demande) => replay("modifier", { numero, demande }),
    renouveler: (numero, le) => replay("renouveler", { numero, le }),
    radier: (numero, motif, le) => replay("radier", { numero, motif, le }),
    joindrePieces: (numero, natures) => replay("joindre-pieces", { numero, natures }),
  };
}

function cleOf(acte: string, envoi: unknown): string {
  return `${acte} ${canonicalJson(envoi)}`;
}

const LIBELLE: Readonly<Record<ActeService, string>> = {
  deposer: "ce dépôt",
  lire: "cette lecture",
  modifier: "cette modification",
  renouveler: "ce renouvellement",
  radier: "cette radiation",
  "joindre-pieces": "ces pièces",
};

function refused({ refus, code }: z.infer<typeof refusSchema>): Refus {
  return new Refus("sne-refuse", `Le système national refuse : ${refus}`, { code: code ?? null, reponse: refus });
}

function unrecorded(acte: ActeService): Refus {
  return new Refus(
    "sne-non-enregistre",
    `Le système national n’a pas de réponse enregistrée pour ${LIBELLE[acte]} : aucun numéro n’est inventé. Faites-le dans le SNE, puis reportez-le ici.`,
    { acte },
  );
}

/** Read at the start: a missing folder, or an unreadable file, stops it. */
async function readEchanges(dossier: string): Promise<ReadonlyMap<string, unknown>> {
  const echanges = new Map<string, unknown>();
  for (const nom of await listJson(dossier)) {
    const lu = dossierSchema.safeParse(parseJson(await readFile(join(dossier, nom), "utf8")));
    if (!lu.success) throw unreadable(`${nom} n’est pas un fichier d’échanges enregistrés`);
    for (const { acte, envoi, reponse } of lu.data.echanges) echanges.set(cleOf(acte, envoi), reponse);
  }
  return echanges;
}

async function listJson(dossier: string): Promise<readonly string[]> {
  try {
    return (await readdir(dossier)).filter((nom) => nom.endsWith(".json")).toSorted();
  } catch {
    throw unreadable(`le dossier ${dossier} ne se lit pas`);
  }
}

function parseJson(texte: string): unknown {
  try {
    return JSON.parse(texte);
  } catch {
    return null;
  }
}

function unreadable(quoi: string): Refus {
  return new Refus("configuration-invalide", `BLAISE_SNE : ${quoi}. Corrigez-le, ou retirez la variable.`, {
    nom: "BLAISE_SNE",
  });
}
