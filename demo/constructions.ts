import type { CleBailleur } from "./bailleurs.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";
import { etape, type OperationDemo, VIDE } from "./operation-demo.ts";

type Neuf = readonly [
  nom: string,
  bailleur: CleBailleur,
  commune: string,
  mix: readonly [number, number, number],
  individuels: number,
  loyerM2: number | null,
  livraison: string,
];

function neuf([nom, bailleur, commune, mix, individuels, loyerM2, livraison]: Neuf): OperationDemo {
  const annee = Number(livraison.slice(0, 4));
  return {
    ...VIDE,
    nom,
    genre: "construction",
    cadre: "plh",
    bailleur,
    commune,
    mix,
    individuels,
    loyerM2,
    logements: mix[0] + mix[1] + mix[2],
    etapes: [
      etape("chantier", [`${annee - 1}-03-01`, `${annee}-04-30`, `${annee - 1}-04-01`, `${livraison.slice(0, 7)}-01`]),
      etape("livraison", [`${annee}-05-01`, `${annee}-06-30`, `${livraison.slice(0, 7)}-02`, livraison]),
    ],
  };
}

/** Delivered by year, from 2012 to 2018: 56, 58, 68, 44, 72, 52, 34 and one operation of which the number is not known. 384 in all. */
export const CONSTRUCTIONS: readonly OperationDemo[] = [
  { ...neuf(["Rue des Lavandières", "oph", SAINT_DIZIER, [10, 24, 0], 0, 5, "2012-06-28"]), cadre: "pru1" },
  neuf(["Les Forges", "hamaris", WASSY, [4, 18, 0], 22, 5.3, "2012-10-30"]),
  neuf(["Quai de la Marne", "plurial", SAINT_DIZIER, [8, 28, 4], 0, 5.8, "2013-05-30"]),
  neuf(["Le Clos du Perron", "foyer", "52045", [3, 15, 0], 18, 5.6, "2013-09-27"]),
  neuf(["Les Jardins du Jard", "hamaris", SAINT_DIZIER, [8, 18, 4], 6, 5.7, "2014-06-27"]),
  neuf(["Le Pré aux Moines", "oph", "52534", [7, 17, 0], 24, 5.4, "2014-10-31"]),
  neuf(["La Grange aux Dîmes", "plurial", "52182", [3, 11, 0], 14, 5.9, "2014-12-12"]),
  neuf(["Les Hauts Fourneaux", "hamaris", WASSY, [8, 20, 0], 10, 5.5, "2015-05-29"]),
  neuf(["Le Canal", "oph", "52194", [4, 12, 0], 16, 5.3, "2015-11-27"]),
  neuf(["Les Tanneurs", "plurial", SAINT_DIZIER, [9, 23, 4], 0, 6, "2016-04-29"]),
  neuf(["La Croix Blanche", "hamaris", "52104", [3, 9, 0], 12, 5.6, "2016-06-30"]),
  neuf(["Les Charmes", "foyer", "52244", [2, 6, 0], 8, 5.8, "2016-09-30"]),
  neuf(["Le Vieux Moulin", "vitry", "52331", [5, 11, 0], 16, 5.2, "2016-12-09"]),
  neuf(["Les Allées", "foyer", SAINT_DIZIER, [12, 26, 4], 0, 6.1, "2017-06-30"]),
  neuf(["Les Peupliers", "hamaris", "52265", [3, 7, 0], 10, 5.4, "2017-11-30"]),
  neuf(["Le Bief", "hamaris", "52414", [4, 8, 0], 12, 5.3, "2018-05-31"]),
  neuf(["La Tuilerie", "plurial", "52123", [4, 10, 0], 14, 5.7, "2018-09-28"]),
  neuf(["Les Saules", "oph", "52500", [3, 5, 0], 8, 5.5, "2018-12-14"]),
  {
    ...neuf(["Le Lavoir", "vitry", "52479", [0, 0, 0], 0, null, "2018-11-30"]),
    logements: null,
    individuels: null,
    mix: null,
  },
];
