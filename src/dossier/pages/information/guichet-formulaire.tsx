import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  Plusieurs,
  Relire,
  renderPageFormulaire,
  TexteLong,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import {
  ACCESSIBILITES_GUICHET,
  LIBELLE_ACCESSIBILITE_GUICHET,
  LIBELLE_NIVEAU_GUICHET,
  NIVEAUX_GUICHET,
} from "../../regles/information/guichet.ts";
import { JOURS_SEMAINE, type JourSemaine } from "../../regles/information/horaires.ts";
import { CHEMIN_ACCUEIL, cheminGuichet } from "./chemins.ts";

/** Two ranges a day: before and after midday. */
export const PLAGES_JOUR = [1, 2] as const;

export function champHoraire(jour: JourSemaine, plage: number, bout: "debut" | "fin"): string {
  return `${jour}-${plage}-${bout}`;
}

type Props = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly id: number | null;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly communes: readonly OptionListe[];
  /** null: an agent who keeps their own card may not give it to another organisation. */
  readonly organisations: readonly OptionListe[] | null;
};

export function renderGuichetPage(props: Props): string {
  const { cadre, epci, id, etat, aRelire, communes, organisations } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    bouton: "Enregistrer",
    titre: id === null ? "Ajouter un guichet" : "Modifier un guichet",
    sous: <p class="chapo">Une fiche publiée change pour le public dès que vous l’enregistrez.</p>,
    chemin: id === null ? `${CHEMIN_ACCUEIL}/guichets/nouveau` : cheminGuichet(id),
    retour: { chemin: CHEMIN_ACCUEIL, libelle: "Information du public" },
    children: (
      <>
        <input type="hidden" name="revision" value={valeurDe(etat.saisie, "revision")} />
        <Champ etat={etat} nom="nom" libelle="Nom" requis />
        {organisations ? (
          <Liste
            etat={etat}
            nom="organisation"
            libelle="Organisme qui tient la fiche à jour"
            options={organisations}
            vide="L’intercommunalité seule"
          />
        ) : null}
        <Choix
          etat={etat}
          nom="niveau"
          libelle="Ce qu’on y fait"
          options={optionsOf(NIVEAUX_GUICHET, LIBELLE_NIVEAU_GUICHET)}
          requis
        />
        {organisations ? (
          <Plusieurs
            etat={etat}
            nom="repli"
            libelle="Guichet de repli"
            aide="Il reçoit les demandes des ménages dont les communes n’ont pas de guichet. Un seul par territoire."
            options={[{ code: "oui", libelle: "C’est le guichet de repli du territoire" }]}
          />
        ) : null}
        <Champ etat={etat} nom="adresse" libelle="Adresse, sans la commune" requis />
        <Liste etat={etat} nom="commune" libelle="Commune" options={communes} vide="Choisir" requis />
        <Cote>
          <Champ etat={etat} nom="lat" libelle="Latitude" aide="Pour la carte. Exemple : 48,6376." nombre />
          <Champ etat={etat} nom="lon" libelle="Longitude" aide="Exemple : 4,9496." nombre />
        </Cote>
        <Cote>
          <Champ etat={etat} nom="telephone" libelle="Téléphone du guichet" type="tel" />
          <Champ etat={etat} nom="courriel" libelle="Courriel du guichet" type="email" />
        </Cote>
        <Choix
          etat={etat}
          nom="accessible"
          libelle="Accès en fauteuil roulant"
          options={optionsOf(ACCESSIBILITES_GUICHET, LIBELLE_ACCESSIBILITE_GUICHET)}
          requis
        />
        <Semaine etat={etat} />
        <TexteLong
          etat={etat}
          nom="fermetures"
          libelle="Jours fermés"
          aide="Un jour par ligne, comme 25/12/2026."
          lignes={4}
          limite={1200}
        />
        <TexteLong
          etat={etat}
          nom="precisions"
          libelle="Précisions"
          aide="Par exemple : avec ou sans rendez-vous."
          lignes={3}
          limite={500}
        />
        <Relire affiche={aRelire} />
      </>
    ),
  });
}

function Semaine({ etat }: { etat: EtatFormulaire }) {
  return (
    <>
      <h2 id="horaires">Horaires</h2>
      <p class="aide">Laissez vide ce qui est fermé.</p>
      <CadreTable titre="Deux plages par jour au plus" nom="Horaires de la semaine">
        <thead>
          <tr>
            <th scope="col">Jour</th>
            {PLAGES_JOUR.map((plage) => (
              <th scope="col">{NOM_PLAGE[plage]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {JOURS_SEMAINE.map((jour) => (
            <tr>
              <th scope="row">
                {jour}
                <ErreurJour etat={etat} jour={jour} />
              </th>
              {PLAGES_JOUR.map((plage) => (
                <td data-titre={NOM_PLAGE[plage]}>
                  <Heure etat={etat} jour={jour} plage={plage} bout="debut" /> à{" "}
                  <Heure etat={etat} jour={jour} plage={plage} bout="fin" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </CadreTable>
    </>
  );
}

const NOM_PLAGE = { 1: "Première plage", 2: "Seconde plage" } as const;

/** Errors of a day are shown at its first field, where the summary links to. */
function ErreurJour({ etat, jour }: { etat: EtatFormulaire; jour: JourSemaine }) {
  const found = etat.refus.erreurs.find(({ champ }) => champ === champHoraire(jour, 1, "debut"));
  return found ? <span class="erreur-saisie">{found.message}</span> : null;
}

type HeureProps = {
  readonly etat: EtatFormulaire;
  readonly jour: JourSemaine;
  readonly plage: 1 | 2;
  readonly bout: "debut" | "fin";
};

function Heure({ etat, jour, plage, bout }: HeureProps) {
  const nom = champHoraire(jour, plage, bout);
  return (
    <input
      id={nom}
      name={nom}
      type="time"
      value={valeurDe(etat.saisie, nom)}
      aria-label={`${jour}, ${NOM_PLAGE[plage].toLowerCase()}, ${bout === "debut" ? "début" : "fin"}`}
      aria-invalid={etat.refus.erreurs.some(({ champ }) => champ === nom) ? "true" : undefined}
    />
  );
}
