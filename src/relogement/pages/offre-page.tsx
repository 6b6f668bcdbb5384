import { ChampsAnciennete } from "#attributions/pages/logement/anciennete-champs.tsx";
import { LIBELLE_REPONSE, LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  Liste,
  type OptionListe,
  optionsOf,
  Relire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import { type FormulaireMenageProps, renderFormulaireMenage } from "./menage-formulaire.tsx";
import { ChampsCout } from "./situation-page.tsx";

const SITUATIONS = ["hors-qpv", "qpv", "inconnue"] as const;
const REPONSES = ["oui", "non", "inconnu"] as const;
const TYPES = TYPOLOGIES.map((code) => ({ code, libelle: code }));

export type OffrePageProps = FormulaireMenageProps & {
  readonly communes: readonly OptionListe[];
  readonly bailleurs: readonly OptionListe[];
  /** true: filled from the search of dwellings, to be checked. */
  readonly choisi: boolean;
};

/** Form of one offer: the dwelling on the day of the proposal. */
export function renderOffrePage(props: OffrePageProps): string {
  const { etat, epci, fiche, aujourdhui, choisi } = props;
  return renderFormulaireMenage(props, {
    titre: "Proposer un logement",
    suite: "offre",
    bouton: "Enregistrer l’offre",
    sous: (
      <>
        <p>
          <b>{fiche.place.titre}.</b> {fiche.place.phrase}
        </p>
        {choisi ? (
          <Message ton="neutre">
            <p>Logement repris de la recherche : complétez et vérifiez ce qui suit avant d’enregistrer.</p>
          </Message>
        ) : (
          <p>
            <a class="bouton second" href={hrefTerritoire(epci, "relogement/logements", { menage: fiche.dossier.id })}>
              Chercher un logement
            </a>{" "}
            ou décrivez-le ci-dessous.
          </p>
        )}
      </>
    ),
    champs: (
      <>
        <input type="hidden" name="ident_rpls" value={etat.saisie.ident_rpls?.[0] ?? ""} />
        <Champ etat={etat} nom="le" libelle="Proposé le" type="date" max={aujourdhui} requis />
        <Logement {...props} />
        <fieldset class="grand">
          <legend>Ce qu’il coûtera</legend>
          <p class="aide">Par mois. L’APL est une estimation pour ce ménage. Laissez vide ce qui n’est pas connu.</p>
          <ChampsCout etat={etat} />
        </fieldset>
        <ChampsAnciennete
          etat={etat}
          aide="L’ordre des offres en dépend : neuf ou conventionné depuis moins de cinq ans, puis réhabilité ou résidentialisé, puis PRU 1."
        />
        <TexteLong
          etat={etat}
          nom="raison_rang"
          libelle="Pourquoi pas un logement mieux placé dans l’ordre"
          aide="À dire si un logement neuf ou récemment réhabilité était possible : sans santé ni jugement."
          lignes={3}
          limite={LIMITE_TEXTE_LIBRE}
        />
        <Relire affiche={props.aRelire} />
      </>
    ),
  });
}

function Logement({ etat, communes, bailleurs }: OffrePageProps) {
  return (
    <fieldset class="grand">
      <legend>Le logement proposé</legend>
      <Champ etat={etat} nom="adresse" libelle="Adresse" requis />
      <Cote>
        <Liste etat={etat} nom="commune" libelle="Commune" options={communes} vide="Choisir…" requis />
        <Liste etat={etat} nom="bailleur" libelle="Bailleur" options={bailleurs} vide="Choisir…" requis />
      </Cote>
      <Cote>
        <Liste etat={etat} nom="typologie" libelle="Type" options={TYPES} vide="Inconnu" />
        <Liste etat={etat} nom="situation" libelle="Quartier" options={optionsOf(SITUATIONS, LIBELLE_SITUATION)} />
      </Cote>
      <Choix etat={etat} nom="al" libelle="Réservé à Action Logement" options={optionsOf(REPONSES, LIBELLE_REPONSE)} />
    </fieldset>
  );
}
