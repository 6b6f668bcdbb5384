import { z } from "zod";
import { fichierOf } from "#donnees/formats/fichier.ts";
import type { Fichier } from "#donnees/formats/lecture.ts";
import { type ReponseLue, readReponses } from "#donnees/formats/reponses/read-reponses.ts";
import type { Conflit } from "#donnees/regles/reponse/reponse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

type ReponseAAppliquer = ReponseLue & { readonly situation: Situation };
export type Confrontation = {
  readonly aAppliquer: readonly ReponseAAppliquer[];
  readonly conflits: readonly (ReponseLue & { readonly conflit: Conflit })[];
  /** Said again of what is already located so. */
  readonly deja: number;
  readonly sansReponse: number;
};

/** In JSON, U+0000 is written with six signs, which the check of all forms lets pass. */
const texteDe = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/);

const envoiSchema = z.array(
  z.object({
    ligne: z.number(),
    cleAdresse: texteDe(1_000),
    ecrite: texteDe(1_000),
    situation: z.enum(["qpv", "hors-qpv", "inconnue", "illisible"]).nullable(),
    source: texteDe(250),
  }),
);

/** The answers of a file, as a page sends them back once they were looked at. */
export async function lireReponses(fichier: File | Fichier): Promise<string> {
  const lu = fichier instanceof File ? fichierOf(fichier.name, new Uint8Array(await fichier.arrayBuffer())) : fichier;
  return JSON.stringify(await readReponses(lu));
}

/** Refuses `reponses-perdues`. */
function readEnvoi(envoi: string): readonly ReponseLue[] {
  try {
    return envoiSchema.parse(JSON.parse(envoi));
  } catch (cause) {
    const refus = new Refus(
      "reponses-perdues",
      "Ces réponses n’ont pas pu être relues. Déposez le fichier de nouveau.",
    );
    throw Object.assign(refus, { cause });
  }
}

/** Answers beside what is known today: those that may be applied, and each of the others with why not. */
export async function confronterReponses(
  base: Pick<Base, "localisations" | "faits">,
  epci: string,
  envoi: string,
): Promise<Confrontation> {
  const reponses = readEnvoi(envoi);
  const dites = reponses.filter(({ situation }) => situation !== null);
  const cles = [...new Set(dites.map(({ cleAdresse }) => cleAdresse))];
  const aDecider = new Map(
    (await base.localisations.aDecider(epci, cles)).map((row) => [row.cleAdresse, row.situation]),
  );
  const decidees = await base.faits.localisationsActives(epci);
  const doubles = findDoubles(dites);
  const judge = (reponse: ReponseLue): Conflit | "deja" | null => {
    if (reponse.situation === "illisible") return "illisible";
    if (doubles.has(reponse.cleAdresse)) return "deux-reponses";
    const deduite = aDecider.get(reponse.cleAdresse);
    if (deduite === "inconnue") return null;
    const connue = deduite ?? decidees.get(reponse.cleAdresse);
    if (connue === undefined) return "inconnue";
    return connue === reponse.situation ? "deja" : "deja-autrement";
  };
  const jugees = dites.map((reponse) => ({ reponse, verdict: judge(reponse) }));
  return {
    aAppliquer: onceEach(
      jugees.flatMap(({ reponse, verdict }) => (verdict === null && isLisible(reponse) ? reponse : [])),
    ),
    conflits: jugees.flatMap(({ reponse, verdict }) =>
      verdict === null || verdict === "deja" ? [] : [{ ...reponse, conflit: verdict }],
    ),
    deja: jugees.filter(({ verdict }) => verdict === "deja").length,
    sansReponse: reponses.length - dites.length,
  };
}

function isLisible(reponse: ReponseLue): reponse is ReponseAAppliquer {
  return reponse.situation !== null && reponse.situation !== "illisible";
}

/** References answered in two ways. */
function findDoubles(reponses: readonly ReponseLue[]): ReadonlySet<string> {
  const first = new Map<string, string | null>();
  return new Set(
    reponses.flatMap(({ cleAdresse, situation }) => {
      const known = first.get(cleAdresse);
      if (known === undefined) first.set(cleAdresse, situation);
      return known === undefined || known === situation ? [] : [cleAdresse];
    }),
  );
}

function onceEach(reponses: readonly ReponseAAppliquer[]): readonly ReponseAAppliquer[] {
  return [...new Map(reponses.map((reponse) => [reponse.cleAdresse, reponse])).values()];
}
