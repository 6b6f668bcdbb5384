import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import type { Loyers } from "../../lectures/loyer/compute-loyers.ts";
import { MAILLES_LOYER } from "../../lectures/loyer/ports.ts";
import type { QuestionObservatoire } from "../adresses.ts";

export type FormProps = { readonly action: string; readonly loyers: Loyers; readonly parametres: QuestionObservatoire };

const FILTRES = { millesime: null, maille: null, secteur: null, commune: null, bailleur: null };

/** Keeps the other form's hypotheses in the address. */
export function FiltresLoyers({ action, loyers, parametres }: FormProps) {
  const { question, choix, millesimes } = loyers;
  return (
    <BarreFiltres action={action} titre="Choisir les loyers" garde={{ ...parametres, ...FILTRES }}>
      <Choisir
        nom="millesime"
        libelle="Parc au 1er janvier"
        options={optionsDe(millesimes)}
        valeur={question.millesime}
      />
      <Choisir
        nom="maille"
        libelle="Une ligne par"
        options={optionsOf(
          MAILLES_LOYER.filter((code) => code !== "zone-locale" || choix.zonesLocales || question.maille === code),
          LIBELLE_MAILLE,
        )}
        valeur={question.maille}
      />
      <Choisir
        nom="secteur"
        libelle="Secteur"
        tous="Tous"
        options={optionsDe(choix.secteurs)}
        valeur={question.secteur}
      />
      <Choisir nom="commune" libelle="Commune" tous="Toutes" options={choix.communes} valeur={question.commune} />
      <Choisir nom="bailleur" libelle="Bailleur" tous="Tous" options={choix.bailleurs} valeur={question.bailleur} />
    </BarreFiltres>
  );
}
