import { CHEMIN_DEMANDES, CHEMIN_EXPORTER } from "#dossier/pages/registre/chemins.ts";
import {
  LIBELLE_MOTIF_EXPORT,
  LIBELLE_ONGLET,
  LIGNES_EXPORT_MAX,
  MOTIFS_EXPORT,
  type Onglet,
} from "#observatoire/regles/registre/registre.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Choix,
  type EtatFormulaire,
  optionsOf,
  renderPageFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";

export type ExporterPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly onglet: Onglet;
  readonly etat: EtatFormulaire;
  /** true: the export may hold names. */
  readonly nominatif: boolean;
};

const FILTRES = ["liste", "commune", "typologie", "nature", "mois"];

export function renderExporterPage({ cadre, epci, onglet, etat, nominatif }: ExporterPageProps): string {
  return renderPageFormulaire({
    cadre,
    epci,
    titre: "Exporter la liste",
    bouton: "Télécharger",
    ...etat,
    chemin: CHEMIN_EXPORTER,
    retour: { chemin: CHEMIN_DEMANDES, libelle: "Toutes les demandes" },
    sous: (
      <p>
        Liste « {LIBELLE_ONGLET[onglet]} », avec ses filtres, {formatNombre(LIGNES_EXPORT_MAX)} lignes au plus. L’export
        est écrit au journal avec son motif ; avec les noms, le fichier porte le vôtre.
      </p>
    ),
    children: (
      <>
        {FILTRES.map((nom) => (
          <input type="hidden" name={nom} value={valeurDe(etat.saisie, nom)} />
        ))}
        <Choix
          etat={etat}
          nom="motif"
          libelle="Pourquoi"
          requis
          options={optionsOf(MOTIFS_EXPORT, LIBELLE_MOTIF_EXPORT)}
        />
        <Choix
          etat={etat}
          nom="noms"
          libelle="Contenu"
          requis
          options={[
            { code: "non", libelle: "Sans noms" },
            ...(nominatif ? [{ code: "oui", libelle: "Avec les noms des demandeurs" }] : []),
          ]}
        />
        <Choix
          etat={etat}
          nom="format"
          libelle="Format"
          requis
          options={[
            { code: "xlsx", libelle: "Tableur (XLSX)" },
            { code: "csv", libelle: "CSV pour tableur" },
          ]}
        />
      </>
    ),
  });
}
