import {
  Champ,
  Choix,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Plusieurs,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { LIBELLE_MODE, LIBELLE_PROFESSION, LIBELLE_SOURCE } from "../regles/libelles-reponses.ts";
import { MODES_LOGEMENT, SITUATIONS_PROFESSIONNELLES, SOURCES_REVENU } from "../regles/reponses.ts";
import { type ContexteChamps, JE_NE_SAIS_PAS, OUI_NON_SAIS_PAS } from "./contexte-champs.ts";

type Props = { readonly etat: EtatFormulaire; readonly contexte: ContexteChamps };

/** The box « Je ne sais pas » of a field. */
function Inconnu({
  etat,
  champ,
  libelle = "Je ne sais pas",
}: {
  etat: EtatFormulaire;
  champ: string;
  libelle?: string;
}) {
  const nom = `${champ}_inconnu`;
  return (
    <label class="case">
      <input type="checkbox" name={nom} value="oui" checked={valeurDe(etat.saisie, nom) === "oui"} />
      {libelle}
    </label>
  );
}

export function ChampsTravail({ etat }: Props) {
  return (
    <>
      <Choix
        etat={etat}
        nom="profession"
        libelle="Choisissez une réponse"
        options={[...optionsOf(SITUATIONS_PROFESSIONNELLES, LIBELLE_PROFESSION), JE_NE_SAIS_PAS]}
      />
      <Choix
        etat={etat}
        nom="contrat_court"
        libelle="Votre contrat est un CDD ou de l’intérim"
        options={OUI_NON_SAIS_PAS}
      />
    </>
  );
}

export function ChampsEmployeur({ etat }: Props) {
  return (
    <>
      <p>Certains logements sont réservés aux salariés. Votre employeur n’est pas prévenu.</p>
      <Champ
        etat={etat}
        nom="siret"
        libelle="Numéro SIRET de l’employeur"
        aide="14 chiffres, en haut de la fiche de paie. Sans lui, continuez."
      />
      <Choix etat={etat} nom="plus_de_dix" libelle="L’entreprise a plus de 10 salariés" options={OUI_NON_SAIS_PAS} />
    </>
  );
}

export function ChampsRevenus({ etat }: Props) {
  return (
    <>
      <Plusieurs
        etat={etat}
        nom="sources"
        libelle="Ce que votre foyer reçoit"
        options={optionsOf(SOURCES_REVENU, LIBELLE_SOURCE)}
      />
      <Champ
        etat={etat}
        nom="mensuel"
        libelle="Total par mois, pour tout le foyer"
        requis
        aide="Sans l’aide au logement (APL). Écrivez 0 si vous ne recevez rien."
        nombre
        unite="€"
      />
      <Inconnu etat={etat} champ="mensuel" />
      <Champ etat={etat} nom="pension_versee" libelle="Pension alimentaire que vous versez par mois" nombre unite="€" />
    </>
  );
}

export function ChampsImpots({ etat, contexte: { annees } }: Props) {
  const [avant, apres] = annees;
  return (
    <>
      <p>Le « revenu fiscal de référence » est sur la première page de l’avis.</p>
      <Champ
        etat={etat}
        nom="rfr"
        libelle={`Revenu fiscal de référence, revenus de ${avant}`}
        requis
        aide="Additionnez ceux des personnes qui vivront avec vous."
        nombre
        unite="€"
      />
      <Inconnu etat={etat} champ="rfr" libelle="Je ne l’ai pas" />
      <Champ
        etat={etat}
        nom="rfr_n1"
        libelle={`Le même, revenus de ${apres}`}
        aide="Utile si vos revenus ont baissé."
        nombre
        unite="€"
      />
    </>
  );
}

export function ChampsLogement({ etat, contexte }: Props) {
  return (
    <>
      <Choix
        etat={etat}
        nom="mode"
        libelle="Choisissez une réponse"
        options={[...optionsOf(MODES_LOGEMENT, LIBELLE_MODE), { code: "inconnu", libelle: "Autre, ou je ne sais pas" }]}
      />
      <Liste
        etat={etat}
        nom="commune"
        libelle="Dans quelle commune"
        vide="Choisissez"
        options={[...contexte.communes, { code: "ailleurs", libelle: "Une autre commune" }]}
      />
      <Choix
        etat={etat}
        nom="proprietaire_ailleurs"
        libelle="Vous êtes propriétaire d’un autre logement"
        options={OUI_NON_SAIS_PAS}
      />
    </>
  );
}

export function ChampsBailleur({ etat, contexte }: Props) {
  return (
    <>
      <p>Votre demande est une demande de changement de logement HLM.</p>
      <Choix
        etat={etat}
        nom="bailleur"
        libelle="Nom sur votre quittance de loyer"
        options={[...contexte.bailleurs, { code: "inconnu", libelle: "Un autre, ou je ne sais pas" }]}
      />
      <Champ etat={etat} nom="depuis" libelle="Vous y vivez depuis le" type="date" />
    </>
  );
}

export function ChampsLoyer({ etat }: Props) {
  return (
    <>
      <Champ
        etat={etat}
        nom="loyer"
        libelle="Loyer par mois, ou crédit"
        requis
        aide="Sans les charges."
        nombre
        unite="€"
      />
      <Inconnu etat={etat} champ="loyer" />
      <Champ etat={etat} nom="charges" libelle="Charges par mois" nombre unite="€" />
      <Champ etat={etat} nom="aide" libelle="Aide au logement reçue par mois (APL)" nombre unite="€" />
    </>
  );
}

export function ChampsTaille({ etat }: Props) {
  return (
    <>
      <p>Laissez vide ce que vous ne savez pas.</p>
      <Champ etat={etat} nom="personnes" libelle="Personnes qui y vivent" nombre court />
      <Champ etat={etat} nom="pieces" libelle="Pièces" aide="Sans la cuisine ni la salle de bains." nombre court />
      <Champ etat={etat} nom="surface" libelle="Surface" nombre court unite="m²" />
    </>
  );
}
