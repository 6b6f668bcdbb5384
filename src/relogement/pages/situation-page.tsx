import { LIBELLE_QUARTILE, LIBELLE_REPONSE } from "#droit/regles/attribution/libelles.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { EtatFormulaire, OptionListe } from "#socle/pages/design/formulaire.tsx";
import { Champ, Choix, Cote, Liste, optionsOf, Plusieurs } from "#socle/pages/design/formulaire.tsx";
import { ACCOMPAGNEMENTS, BESOINS_ACCES, LIBELLE_ACCOMPAGNEMENT, LIBELLE_BESOIN_ACCES } from "../regles/menage.ts";
import { LIBELLE_ZONE } from "./libelles.ts";
import { type FormulaireMenageProps, renderFormulaireMenage } from "./menage-formulaire.tsx";

const QUARTILES = ["q1", "q2-4", "inconnu"] as const;
const REPONSES = ["oui", "non", "inconnu"] as const;
const ZONES = ["hors-qpv", "qpv", "indifferente", "inconnue"] as const;
const TYPES = TYPOLOGIES.map((code) => ({ code, libelle: code }));

export type ChoixCommunes = { readonly communes: readonly OptionListe[] };

/** Form of what the household is, pays, needs and wishes: all that may change after the first interview. */
export function renderSituationPage(props: FormulaireMenageProps & ChoixCommunes): string {
  return renderFormulaireMenage(props, {
    titre: "Situation et souhaits",
    suite: "situation",
    bouton: "Enregistrer",
    champs: <ChampsSituation etat={props.etat} communes={props.communes} />,
  });
}

/** Fields shared by the opening of a file and its change. */
export function ChampsSituation({ etat, communes }: { etat: EtatFormulaire } & ChoixCommunes) {
  return (
    <>
      <fieldset class="grand">
        <legend>Le ménage</legend>
        <Cote>
          <Champ etat={etat} nom="personnes" libelle="Personnes" nombre />
          <Liste
            etat={etat}
            nom="quartile"
            libelle="Quartile de ressources"
            options={optionsOf(QUARTILES, LIBELLE_QUARTILE)}
          />
        </Cote>
        <Choix
          etat={etat}
          nom="al"
          libelle="Ressortissant d’Action Logement"
          options={optionsOf(REPONSES, LIBELLE_REPONSE)}
        />
        <Liste
          etat={etat}
          nom="accompagnement"
          libelle="Accompagnement"
          options={optionsOf(ACCOMPAGNEMENTS, LIBELLE_ACCOMPAGNEMENT)}
        />
      </fieldset>
      <fieldset class="grand">
        <legend>Le logement à quitter</legend>
        <p class="aide">Ce que le ménage paie aujourd’hui, par mois. Laissez vide ce qui n’est pas connu : jamais 0.</p>
        <ChampsCout etat={etat} />
        <Liste etat={etat} nom="typologie" libelle="Type" options={TYPES} vide="Inconnu" />
      </fieldset>
      <fieldset class="grand">
        <legend>Ce que le ménage souhaite</legend>
        <Plusieurs
          etat={etat}
          nom="types"
          libelle="Types de logement"
          aide="Aucune case : sans préférence."
          options={TYPES}
        />
        <Liste etat={etat} nom="zone" libelle="Quartier" options={optionsOf(ZONES, LIBELLE_ZONE)} />
        <Champ
          etat={etat}
          nom="reste_max"
          libelle="Ce que le ménage dit pouvoir payer, APL déduite"
          nombre
          unite="€ par mois"
        />
        <Liste
          etat={etat}
          nom="acces"
          libelle="Besoin d’accès"
          aide="Ce que le logement doit avoir, jamais pourquoi : la santé reste à qui l’a évaluée."
          options={optionsOf(BESOINS_ACCES, LIBELLE_BESOIN_ACCES)}
        />
        <Choix
          etat={etat}
          nom="accession"
          libelle="Projet d’accession à la propriété"
          options={optionsOf(REPONSES, LIBELLE_REPONSE)}
        />
        <details open={(etat.saisie.communes ?? []).length > 0}>
          <summary>Communes souhaitées</summary>
          <Plusieurs etat={etat} nom="communes" libelle="Communes" aide="Aucune case : toutes." options={communes} />
        </details>
      </fieldset>
    </>
  );
}

/** Monthly costs of a dwelling; null is not 0. */
export function ChampsCout({ etat }: { etat: EtatFormulaire }) {
  return (
    <Cote>
      <Champ etat={etat} nom="loyer" libelle="Loyer" nombre unite="€" />
      <Champ etat={etat} nom="charges" libelle="Charges" nombre unite="€" />
      <Champ etat={etat} nom="apl" libelle="APL" nombre unite="€" />
      <Champ etat={etat} nom="surface" libelle="Surface" nombre unite="m²" />
    </Cote>
  );
}
