import {
  CODES_VALEUR_CHARTE,
  type CodeValeurCharte,
  LIBELLE_VALEUR_CHARTE,
  type ValeurCharte,
} from "#engagements/regles/charte/valeur-charte.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  optionsOf,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatEuros, formatJour, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { CHEMIN_COMITE, CHEMIN_VALEURS } from "./charte-parts.tsx";

export type ValeursPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly valeurs: readonly ValeurCharte[];
  readonly etat: EtatFormulaire;
};

/** Values of the charte of the territory, each with its first day and its source. */
export function renderValeursPage({ cadre, epci, valeurs, etat }: ValeursPageProps): string {
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: "Valeurs de la charte",
    sous: (
      <p>
        Une valeur s’applique à partir de son jour ; les comptes d’avant gardent l’ancienne. Sans valeur écrite : celle
        que dit la convention du territoire, ou aucune.
      </p>
    ),
    chemin: CHEMIN_VALEURS,
    retour: { chemin: CHEMIN_COMITE, libelle: "Comité de suivi et charte" },
    bouton: "Enregistrer la valeur",
    apres: <Ecrites valeurs={valeurs} />,
    children: (
      <>
        <Choix
          etat={etat}
          nom="code"
          libelle="Ce qui est fixé"
          options={optionsOf(CODES_VALEUR_CHARTE, LIBELLE_VALEUR_CHARTE)}
          requis
        />
        <Cote>
          <Champ
            etat={etat}
            nom="valeur"
            libelle="Valeur"
            aide="En euros, ou en pourcentage (20 pour 20 %). Vide : plus de limite de reste à charge."
            nombre
          />
          <Champ etat={etat} nom="depuis" libelle="À partir du" type="date" requis />
        </Cote>
        <Champ
          etat={etat}
          nom="source"
          libelle="Source"
          aide="Charte, convention ou délibération, avec sa date."
          requis
        />
      </>
    ),
  });
}

function Ecrites({ valeurs }: { valeurs: readonly ValeurCharte[] }) {
  if (valeurs.length === 0) return <p>Aucune valeur n’est écrite pour ce territoire.</p>;
  return <Table table={VALEURS} lignes={valeurs} />;
}

const VALEURS = defineTable<ValeurCharte>({
  code: "valeurs",
  titre: "Valeurs écrites",
  colonnes: [
    { code: "fixe", titre: "Ce qui est fixé", valeur: ({ code }) => LIBELLE_VALEUR_CHARTE[code] },
    { code: "valeur", titre: "Valeur", genre: "nombre", valeur: ({ code, valeur }) => writeValeur(code, valeur) },
    { code: "depuis", titre: "À partir du", valeur: ({ depuis }) => formatJour(depuis) },
    { code: "source", titre: "Source", valeur: ({ source }) => source },
  ],
});

function writeValeur(code: CodeValeurCharte, valeur: number | null): string {
  if (valeur === null) return "aucune limite";
  return code === "hausse-euros" ? formatEuros(valeur) : formatTauxCourt(valeur);
}
