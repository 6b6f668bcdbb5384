import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import { type EtatRelogement, LIBELLE_ETAT_RELOGEMENT } from "./etat.ts";

/** What a list of households says of each; never the name, which is opened for the rows shown. */
type Menage = {
  readonly reference: string;
  readonly operation: { readonly nom: string };
  readonly souhait: string;
  readonly offres: string;
  readonly avant: number | null;
  readonly apres: number | null;
  readonly compare: boolean;
  readonly etat: EtatRelogement;
  readonly etape: string;
};

const IMMEUBLE: Colonne<Menage> = {
  code: "immeuble",
  titre: "Immeuble",
  valeur: ({ operation }) => operation.nom,
};

/** `immeuble`: says the building of each household. */
export function tableMenages(immeuble: boolean): DefinitionTable<Menage> {
  return defineTable<Menage>({
    code: "menages",
    titre: "Ménages",
    colonnes: [
      { code: "menage", titre: "Ménage", valeur: ({ reference }) => reference },
      ...(immeuble ? [IMMEUBLE] : []),
      { code: "souhait", titre: "Souhait", valeur: ({ souhait }) => souhait },
      { code: "offres", titre: "Offres", valeur: ({ offres }) => offres },
      { code: "avant", titre: "Reste à charge avant", genre: "euros", valeur: ({ avant }) => avant },
      {
        code: "apres",
        titre: "Reste à charge après",
        genre: "euros",
        valeur: ({ compare, apres }) => (compare ? apres : "–"),
      },
      { code: "etat", titre: "État", valeur: ({ etat }) => LIBELLE_ETAT_RELOGEMENT[etat] },
      { code: "etape", titre: "Prochaine étape", valeur: ({ etape }) => etape },
    ],
  });
}
