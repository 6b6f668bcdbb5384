import type { Cadre } from "#socle/pages/design/cadre.ts";
import { Champ, Choix, type EtatFormulaire, Relire } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { CompteMasque, ComptesLus } from "../../lectures/examen-occupation/read-examens.ts";
import { CHEMIN_ZONE_EXAMEN } from "./chemins.ts";
import { renderPageExamens } from "./page-examens.tsx";

export type ComptesExamensProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lus: ComptesLus;
  /** true: may say whether the territory is in the zones of the text. */
  readonly dire: boolean;
  readonly formulaire: EtatFormulaire;
  readonly annonce: string | null;
};

/** Counts by bailleur, for a reader without the leases. */
export function renderComptesExamensPage(props: ComptesExamensProps): string {
  const { lus, dire } = props;
  return renderPageExamens({
    ...props,
    children: (
      <>
        <Comptes lus={lus} />
        {dire ? <Zone {...props} /> : null}
      </>
    ),
  });
}

function Comptes({ lus: { lignes, seuil } }: { lus: ComptesLus }) {
  if (lignes.length === 0) {
    return <EtatVide titre="Aucun bail suivi">Aucun bailleur ne suit encore ses baux dans Blaise.</EtatVide>;
  }
  return (
    <>
      <Table table={COMPTES} lignes={lignes} />
      <p class="aide">
        « Masqué » : moins de {seuil} baux, ou un nombre d’où l’on en déduirait moins de {seuil} par différence. «
        Examinés » : au moins une fois ; le dernier examen compte.
      </p>
    </>
  );
}

const COMPTES = defineTable<CompteMasque>({
  code: "comptes",
  titre: "Baux suivis, par bailleur",
  colonnes: [
    { code: "bailleur", titre: "Bailleur", valeur: ({ nom }) => nom },
    compte("suivis", "Suivis"),
    compte("retard", "Examens en retard"),
    compte("examines", "Examinés"),
    compte("transmis", "Transmis à la commission"),
    compte("avis", "Avis rendus"),
  ],
});

function compte(code: Exclude<keyof CompteMasque, "organisation" | "nom">, titre: string): Colonne<CompteMasque> {
  return { code, titre, genre: "nombre", valeur: (ligne) => ligne[code] ?? "masqué" };
}

function Zone({ epci, formulaire: etat }: ComptesExamensProps) {
  return (
    <section>
      <h2>Zone du territoire</h2>
      <FormulaireActe epci={epci} chemin={CHEMIN_ZONE_EXAMEN} bouton="Enregistrer" second>
        <Choix
          etat={etat}
          nom="applicable"
          libelle="Le territoire est en zone de déséquilibre marqué entre l’offre et la demande"
          options={[
            { code: "oui", libelle: "Oui" },
            { code: "non", libelle: "Non" },
            { code: "inconnu", libelle: "Pas encore vérifié" },
          ]}
          requis
        />
        <Champ etat={etat} nom="depuis" libelle="Depuis le" type="date" requis />
        <Champ etat={etat} nom="source" libelle="Texte" aide="Le décret ou l’arrêté qui classe les communes." requis />
        <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "source")} />
      </FormulaireActe>
    </section>
  );
}
