import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import type { ControleGrille } from "../../actes/cotation/publier-grille.ts";
import {
  COMBINAISONS,
  LIBELLE_COMBINAISON,
  LIBELLE_NATURE_GRILLE,
  NATURES_GRILLE,
} from "../../regles/cotation/grille.ts";
import { GRILLES_EXEMPLES } from "../../regles/cotation/grille-exemple.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { labelVersion } from "../../regles/cotation/version-grille.ts";
import { CHEMIN_COTATION, cheminGrille } from "./chemins.ts";

type Commun = EtatFormulaire & { readonly cadre: Cadre; readonly epci: string };

export function Revision({ version }: { readonly version: VersionGrille }) {
  return <input type="hidden" name="revision" value={String(version.revision)} />;
}

export function pageOf({ cadre, epci, saisie, refus }: Commun, version: VersionGrille | null) {
  return {
    cadre,
    epci,
    saisie,
    refus,
    page: CHEMIN_COTATION,
    retour: version
      ? { chemin: cheminGrille(version.id), libelle: version.nom }
      : { chemin: CHEMIN_COTATION, libelle: "Toutes les grilles" },
  } as const;
}

export function renderNouvelleGrille(props: Commun & { readonly versions: readonly VersionGrille[] }): string {
  return renderPageFormulaire({
    ...pageOf(props, null),
    titre: "Préparer une grille",
    sous: <p>Partez d’un exemple à adapter, d’une version de votre territoire, ou d’une grille vide.</p>,
    chemin: `${CHEMIN_COTATION}/nouvelle`,
    bouton: "Créer le projet",
    children: (
      <>
        <Liste
          etat={props}
          nom="source"
          libelle="Point de départ"
          options={[
            ...GRILLES_EXEMPLES.map(({ code, nom }) => ({ code, libelle: nom })),
            ...props.versions.map((version) => ({
              code: String(version.id),
              libelle: `${version.nom} (${labelVersion(version)})`,
            })),
            ...NATURES_GRILLE.map((nature) => ({
              code: `vide-${nature}`,
              libelle: `Grille vide, ${LIBELLE_NATURE_GRILLE[nature].toLowerCase()}`,
            })),
          ]}
        />
        <Champ etat={props} nom="nom" libelle="Nom de la grille" aide="Par exemple : Grille 2027." requis />
      </>
    ),
    apres: (
      <details>
        <summary>D’où viennent les exemples</summary>
        <ul class="texte">
          {GRILLES_EXEMPLES.map(({ nom, source }) => (
            <li>
              {nom} : {source}
            </li>
          ))}
        </ul>
      </details>
    ),
  });
}

export function renderRubriqueFormulaire(
  props: Commun & { readonly version: VersionGrille; readonly rubrique: string | null },
): string {
  const { version, rubrique } = props;
  return renderPageFormulaire({
    ...pageOf(props, version),
    titre: rubrique === null ? "Ajouter une rubrique" : "Modifier la rubrique",
    sous: null,
    chemin: cheminGrille(version.id, `/rubriques/${rubrique ?? "nouvelle"}`),
    bouton: "Enregistrer",
    children: (
      <>
        <Revision version={version} />
        <Champ etat={props} nom="libelle" libelle="Libellé" requis />
        <Choix
          etat={props}
          nom="combinaison"
          libelle="Quand plusieurs critères sont remplis"
          options={optionsOf(COMBINAISONS, LIBELLE_COMBINAISON)}
          requis
        />
        <Champ
          etat={props}
          nom="plafond"
          libelle="Points au plus pour cette rubrique"
          aide="Vide : sans plafond."
          nombre
          unite="points"
        />
      </>
    ),
  });
}

export function renderPublierGrille(
  props: Commun & {
    readonly version: VersionGrille;
    readonly controle: ControleGrille;
    readonly remplacee: VersionGrille | null;
  },
): string {
  const { version, controle, remplacee } = props;
  const restes = controle.ecarts.length + controle.manquantes.length;
  return renderPageFormulaire({
    ...pageOf(props, version),
    titre: "Publier la grille",
    sous: (
      <>
        <p>
          {version.nom}, {labelVersion(version)}. Une fois publiée, elle ne change plus : chacun peut la lire, et les
          points déjà donnés s’expliquent par elle.
        </p>
        {remplacee ? <p>« {remplacee.nom} » s’arrêtera la veille du premier jour.</p> : null}
        {restes > 0 ? (
          <p>
            <b>Elle sera refusée en l’état</b> : la page de la grille dit ce qu’il reste à faire.
          </p>
        ) : null}
      </>
    ),
    chemin: cheminGrille(version.id, "/publier"),
    bouton: "Publier",
    grave: true,
    children: (
      <>
        <Revision version={version} />
        <Champ
          etat={props}
          nom="deliberation"
          libelle="Référence de la délibération"
          aide="Par exemple : délibération n° 2026-114 du conseil communautaire."
          requis
        />
        <Cote>
          <Champ etat={props} nom="delibereeLe" libelle="Jour de la délibération" type="date" court requis />
          <Champ etat={props} nom="du" libelle="Premier jour d’application" type="date" court requis />
        </Cote>
      </>
    ),
    apres: (
      <p>
        Les points sont recalculés par la commande « blaise demandes coter », que l’exploitant lance chaque jour. Aucune
        demande ne change d’état : une grille ne rejette personne.
      </p>
    ),
  });
}
