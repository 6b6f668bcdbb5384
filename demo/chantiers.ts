import type { EtapeOperation, EtatOperation } from "#donnees/regles/programme/operation.ts";
import { etape } from "./operation-demo.ts";

/** Hypothèse. What became of the demolitions since the document: those whose day is past are done, the others are put off to days to come. */
export type SuiteChantier = {
  readonly nom: string;
  readonly vers: readonly EtatOperation[];
  readonly etapes: readonly EtapeOperation[];
};

/** `annee`: the one in course. */
export function listChantiers(annee: number): readonly SuiteChantier[] {
  const remis = (debut: string, fin: number): readonly EtapeOperation[] => [
    etape("relogement", [`${debut.slice(0, 4)}-01-01`, `${fin}-06-30`, debut]),
    etape("chantier", [`${fin}-09-01`, `${fin + 1}-06-30`]),
  ];
  return [
    {
      nom: "Réunion, Miquelon, Samoa et Vulcain",
      vers: ["terminee"],
      etapes: [
        etape("relogement", ["2019-01-01", "2020-12-31", "2019-03-01", "2020-09-18"]),
        etape("chantier", ["2021-03-01", "2021-12-31", "2020-10-05", "2021-12-17"]),
      ],
    },
    {
      nom: "Fidji",
      vers: ["terminee"],
      etapes: [
        etape("relogement", ["2021-01-01", "2021-12-31", "2021-02-01", "2022-01-28"]),
        etape("chantier", ["2022-02-01", "2022-09-30", "2022-03-07", "2023-01-20"]),
      ],
    },
    { nom: "Orcades", vers: [], etapes: remis("2022-01-10", annee + 1) },
    { nom: "Ibiza", vers: ["engagee"], etapes: remis("2023-02-06", annee + 1) },
    { nom: "Antilles", vers: ["engagee"], etapes: remis("2023-03-13", annee + 2) },
  ];
}
