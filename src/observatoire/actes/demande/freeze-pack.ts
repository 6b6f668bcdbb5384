import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import {
  bornesOf,
  computePack,
  computePackBailleurs,
  labelTrimestre,
  type QuestionPack,
} from "../../lectures/demande/compute-pack.ts";
import { numeroPack } from "../../lectures/demande/pack.ts";
import type { SourcePack } from "../../lectures/demande/ports.ts";

const SOURCES_LUES: readonly Source[] = ["sne-attributions", "sne-demandes", "rpls", "seuils", "qpv", "communes"];

/**
 * Freezes the pack of an ended quarter: a number, a date, a hash, and each bailleur's own rows apart. Later imports never change it. Returns its
 * `id`. Refuses `trimestre-en-cours`, `pack-vide`, `pack-identique`.
 */
export async function freezePack(base: Base, question: QuestionPack, aujourdhui: string): Promise<number> {
  const { epci } = question;
  const libelle = labelTrimestre(question);
  if (aujourdhui <= bornesOf(question).fin) {
    throw new Refus("trimestre-en-cours", `Le ${libelle} n’est pas terminé : son pack ne peut pas encore être figé.`, {
      ...question,
    });
  }
  return base.transaction(async (tx) => {
    const contenu = await computePack(tx, question);
    if (contenu.total === 0) {
      throw new Refus(
        "pack-vide",
        `Aucun bail du ${libelle} n’est publié : il n’y a rien à figer. Déposez d’abord l’extraction du SNE.`,
        { ...question },
      );
    }
    const sources = await readSources(tx, epci);
    const empreinte = hash({ contenu, sources });
    const known = (await tx.demandes.packs(epci)).find(
      (pack) => pack.annee === question.annee && pack.trimestre === question.trimestre,
    );
    if (known?.empreinte === empreinte) {
      throw conflit(
        "pack-identique",
        `Le pack ${numeroPack(known)} contient déjà ces chiffres : rien n’a changé depuis qu’il est figé.`,
        { pack: known.id },
      );
    }
    const bailleurs = (await computePackBailleurs(tx, question)).map((one) => ({ ...one, empreinte: hash(one) }));
    const id = await tx.demandes.freezePack({ epci, contenu, sources, empreinte, figePar: tx.acteur.nom, bailleurs });
    await tx.journal.ecrire({ acte: "pack-fige", ressource: "indicateur-interne", epci, objet: `pack:${id}` });
    return id;
  });
}

async function readSources(tx: Base, epci: string): Promise<readonly SourcePack[]> {
  const published = await tx.cubes.sources(epci);
  return published
    .filter(({ source }) => SOURCES_LUES.includes(source))
    .map(({ source, periode, fichier, sha256 }) => ({ source, periode, fichier, sha256 }));
}

/** SHA-256 of the canonical JSON: the same figures give the same hash. */
function hash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
