import { guichetsSeuls } from "#dossier/lectures/registre/guichets.ts";
import { type DelaisGuichet, mesurerDelais } from "#dossier/regles/registre/delais-mesures.ts";
import { delaiOf } from "#dossier/regles/vie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { share } from "#socle/regles/shared/taux.ts";

/** Months of the measured period. */
const PERIODE_MOIS = 12;

export type DelaisLus = {
  readonly epci: string;
  readonly du: string;
  readonly au: string;
  readonly quinzaine: number;
  readonly guichets: readonly (DelaisGuichet & {
    readonly nom: string;
    /** Share of the demandes whose deposit is known; null: none is. */
    readonly partHorsDelai: number | null;
  })[];
};

/** Delays from deposit to registration over the last year, for the desks whose files the actor reads. */
export async function lireDelais(base: Base, epci: string, aujourdhui: string): Promise<DelaisLus> {
  const du = addMonths(aujourdhui, -PERIODE_MOIS);
  const [comptages, noms] = await Promise.all([
    base.registres.delais(epci, guichetsSeuls(base, epci), du, aujourdhui),
    base.registres.guichets(epci),
  ]);
  const quinzaine = delaiOf("saisine", aujourdhui);
  const guichets = mesurerDelais(comptages, quinzaine).map((one) => ({
    ...one,
    nom: one.guichet === null ? "Sans guichet" : (noms.get(one.guichet) ?? "Guichet inconnu"),
    partHorsDelai: share(one.horsDelai, one.enregistrees - one.inconnues),
  }));
  return {
    epci,
    du,
    au: aujourdhui,
    quinzaine,
    guichets: guichets.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")),
  };
}
