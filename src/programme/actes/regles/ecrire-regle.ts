import type { Base } from "#socle/lectures/base.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { cleanTexte } from "../../lectures/texte.ts";
import type { GenreRegle, ParametresRegle } from "../../regles/regle.ts";
import { verifyDates, verifyParametres } from "../../regles/regle-verify.ts";

export type RegleDemandee = {
  readonly epci: string;
  readonly genre: GenreRegle;
  /** Empty for a rule of the whole territory. */
  readonly commune: string;
  /** null: the rule ends. */
  readonly parametres: ParametresRegle | null;
  readonly depuis: string;
  readonly jusque: string | null;
  readonly texte: string;
  readonly reference: string;
  readonly confiance: Confiance;
  /** true: the person read the warnings on the text, and keeps it. */
  readonly relu: boolean;
  readonly synthetique?: boolean;
  readonly aujourdhui: string;
};

/**
 * Writes a version of a rule: the first, the next, or its end. Returns its `id`. Refuses `regle-texte`, `regle-commune`, `regle-absente`, and the
 * refusals of its dates, its numbers and its text.
 */
export async function ecrireRegle(base: Base, demande: RegleDemandee): Promise<number> {
  const { epci, genre, commune, parametres, depuis, jusque, confiance, aujourdhui } = demande;
  if (parametres !== null) verifyParametres(parametres);
  const texte = cleanPhrases(demande.texte, demande.relu);
  const reference = cleanTexte(demande.reference, "Référence", demande.relu);
  if (texte === null || reference === null) {
    throw new Refus("regle-texte", "Donnez la phrase telle qu’elle est imprimée, et le texte d’où elle vient.");
  }
  return base.transaction(async (tx) => {
    await verifyCommune(tx, epci, commune);
    const versions = (await tx.regles.list(epci)).filter((one) => one.genre === genre && one.commune === commune);
    const derniere = versions.at(-1)?.depuis ?? null;
    if (parametres === null && derniere === null) {
      throw new Refus("regle-absente", "Cette règle n’existe pas : il n’y a rien à fermer.");
    }
    verifyDates({ depuis, jusque }, { derniere, aujourdhui });
    const id = await tx.regles.add(epci, {
      genre,
      commune,
      parametres,
      depuis,
      jusque,
      texte,
      reference,
      confiance,
      synthetique: demande.synthetique ?? false,
    });
    if (id === null)
      throw new Refus("regle-anterieure", "Une version plus récente vient d’être écrite : relisez la règle.");
    await tx.journal.ecrire({ acte: "regle-modifiee", ressource: "programme", epci, objet: `regle:${id}` });
    return id;
  });
}

async function verifyCommune(base: Base, epci: string, commune: string): Promise<void> {
  if (commune === "") return;
  const communes = await base.territoires.communes(epci);
  if (communes.some((row) => row.commune === commune)) return;
  throw new Refus("regle-commune", "Choisissez une commune du territoire.");
}

const PHRASES_MAX = 10;

/** A table of a PLH is quoted as several sentences, one a line: each line is checked as a text of its own. */
function cleanPhrases(texte: string, relu: boolean): string | null {
  const lines = texte.split(/\r?\n/).flatMap((line) => cleanTexte(line, "Phrase du texte", relu) ?? []);
  if (lines.length <= PHRASES_MAX) return lines.length === 0 ? null : lines.join("\n");
  throw new Refus("regle-texte", `Citez ${PHRASES_MAX} phrases au plus, une par ligne : celles qui portent la règle.`);
}
