import { sumNombre } from "#observatoire/lectures/demande/compter.ts";
import type { CompteBail } from "#observatoire/lectures/demande/ports.ts";
import { formatCompte, formatEuros, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import {
  CHAMPS_REALISATION,
  type ChampsRealisation,
  GENRES_REALISATION,
  type GenreRealisation,
  type NombreRealisation,
  type SommeRealisations,
  sumRealisations,
} from "../../regles/action/realisation.ts";
import { type Source, unknown, type ValeurLue } from "./indicateurs-sources.ts";
import type { Realisation } from "./ports.ts";

/** Facts of one kind that an action follows, on its page and in its documents. */
export type RealisationsLues = {
  readonly genre: GenreRealisation;
  readonly definition: ChampsRealisation;
  /** Latest year first. */
  readonly faits: readonly Realisation[];
  /** What its years add up to, in one sentence; null: nothing is written. */
  readonly phrase: string | null;
};

/** Of the kinds linked to the action, and of those that it has facts of. */
export function listRealisations(
  action: { readonly id: number; readonly indicateurs: readonly string[] },
  toutes: readonly Realisation[],
): readonly RealisationsLues[] {
  const siennes = toutes.filter((one) => one.action === action.id);
  return GENRES_REALISATION.flatMap((genre) => {
    const faits = siennes.filter((one) => one.genre === genre);
    if (faits.length === 0 && !action.indicateurs.includes(genre)) return [];
    const definition = CHAMPS_REALISATION[genre];
    return [{ genre, definition, faits, phrase: sayRealisations(faits, definition) }];
  });
}

/** « 2019 : 12 ménages sur 20 ; 2018 : 7 ménages »: three years at most. */
function sayRealisations(faits: readonly Realisation[], definition: ChampsRealisation): string | null {
  if (faits.length === 0) return null;
  return `${sumRealisations(faits, definition)
    .slice(0, 3)
    .map((somme) => `${somme.annee}\u00A0: ${saySomme(somme, definition)}`)
    .join("\u00A0; ")}.`;
}

function saySomme(somme: SommeRealisations, { prevu, realise }: ChampsRealisation): string {
  const { faits, muets, montant } = somme;
  const parts = [
    realise && somme.realise !== null ? sayNombre(somme.realise, realise) : null,
    prevu && somme.prevu !== null ? `${prevu.libelle.toLowerCase()} ${sayNombre(somme.prevu, prevu)}` : null,
    montant === null ? null : formatEuros(montant),
    muets > 0 && somme.realise !== null ? `${formatCompte(muets, "fait")} sans nombre` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? formatCompte(faits, "fait") : parts.join(", ");
}

function sayNombre(valeur: number, { genre, unite }: NombreRealisation): string {
  if (genre === "taux") return formatTaux(valeur);
  return unite === "" ? formatNombre(valeur) : `${formatNombre(valeur)}\u00A0${unite}`;
}

/** The last year of one kind, for the list of actions, the evaluation and the agenda. */
export async function readRealisations(source: Source, genre: GenreRealisation): Promise<ValeurLue> {
  const faits = (await source.realisations()).filter((one) => one.genre === genre);
  const definition = CHAMPS_REALISATION[genre];
  if (genre === "salaries-qpv") return readSalaries(source, faits);
  const [derniere] = sumRealisations(faits, definition);
  if (derniere === undefined) return unknown("nombre", "Inconnu\u00A0: aucun fait n’est écrit.");
  const { realise, prevu, annee } = derniere;
  const dite = `${annee}\u00A0: ${saySomme(derniere, definition)}${sayEtats(faits, annee, definition)}.`;
  if (realise === null) return { valeur: derniere.faits, genre: "nombre", phrase: dite };
  return {
    valeur: realise,
    genre: "nombre",
    ...(prevu !== null && prevu >= realise && definition.prevu?.unite === definition.realise?.unite
      ? { sur: prevu }
      : {}),
    phrase: dite,
  };
}

/** « (2 relogés, 4 recours déposés) ». */
function sayEtats(faits: readonly Realisation[], annee: number, { etat, realise }: ChampsRealisation): string {
  if (etat === undefined) return "";
  const siens = faits.filter((one) => one.annee === annee);
  const parts = [...groupBy(siens, (one) => one.etat ?? "")].map(([code, own]) => {
    const nombres = own.flatMap((one) => one.realise ?? []);
    const nombre = realise && nombres.length > 0 ? nombres.reduce((sum, one) => sum + one, 0) : own.length;
    return `${(etat.mots[code] ?? "non dit").toLowerCase()}\u00A0: ${formatNombre(nombre)}`;
  });
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

/** The measure is of the published leases; the target, of the last fact written for a year. */
async function readSalaries({ base, epci, annee }: Source, faits: readonly Realisation[]): Promise<ValeurLue> {
  const [cible] = faits.toSorted((a, b) => b.annee - a.annee || b.id - a.id);
  const visee =
    cible?.prevu == null
      ? "aucun taux n’est visé"
      : `le taux visé pour ${cible.annee} est de ${formatTaux(cible.prevu)}`;
  const derniere = await annee();
  if (derniere === null) return unknown("taux", `Inconnu\u00A0: aucune attribution n’est publiée\u00A0; ${visee}.`);
  const baux = await base.demandes.baux(epci, `${derniere}-01-01`, `${derniere}-12-31`);
  const { salaries, connus, muets } = countSalaries(baux);
  if (connus === 0) {
    return unknown("taux", `Inconnu\u00A0: aucun fichier publié ne dit qui est salarié, ${derniere}\u00A0; ${visee}.`);
  }
  const reste = muets > 0 ? `\u00A0; ${formatCompte(muets, "bail n’en dit rien", "baux n’en disent rien")}` : "";
  return {
    valeur: salaries / connus,
    genre: "taux",
    phrase: `${derniere}\u00A0: ${formatNombre(salaries)} des ${formatCompte(connus, "bail signé", "baux signés")} en quartier prioritaire dont le fichier le dit l’ont été par des salariés d’une entreprise assujettie, soit ${formatTaux(salaries / connus)}${reste}\u00A0; ${visee}.`,
  };
}

/** Leases in a QPV by whether the household is an employee; unlocated ones are in none. */
function countSalaries(baux: readonly CompteBail[]): {
  readonly salaries: number;
  readonly connus: number;
  readonly muets: number;
} {
  const enQpv = baux.filter(({ axe, situation }) => axe === "salarie" && situation === "qpv");
  const of = (cle: string) => sumNombre(enQpv.filter((bail) => bail.cle === cle));
  const salaries = of("oui");
  return { salaries, connus: salaries + of("non"), muets: of("inconnu") };
}
