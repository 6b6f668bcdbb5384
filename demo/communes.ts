/**
 * The 60 communes of the demonstration territory: public facts (code, name, postal code, an inner point to three decimals,
 * legal population of 2016), and what the generator takes from the signed convention.
 */
export type CommuneDemo = {
  readonly code: string;
  readonly nom: string;
  readonly codePostal: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly population: number;
  /**
   * As the convention names it when it cites the commune. « Vallée de la Marne » and « Pays du Der » are a plausible attachment
   * of the communes of the two former EPCI that have stock; everything else is « Autres communes ».
   */
  readonly secteur: string;
  /** Dwellings of the RPLS open data of 2019: how a secteur's stock is shared between its communes. 0: no social housing. */
  readonly poidsParc: number;
  /** Vacancy of the convention's table (2015), in %; Saint-Dizier is outside the Vert-Bois here. How the 105 vacant dwellings are shared. */
  readonly vacance2015: number;
};

export const SIREN_EPCI = "200068666";
export const NOM_EPCI = "CA de Saint-Dizier, Der et Blaise";
export const SAINT_DIZIER = "52448";
export const WASSY = "52550";

function commune(
  code: string,
  nom: string,
  codePostal: string,
  longitude: number,
  latitude: number,
  population: number,
  secteur: string,
  poidsParc: number,
  vacance2015: number,
): CommuneDemo {
  return { code, nom, codePostal, longitude, latitude, population, secteur, poidsParc, vacance2015 };
}

export const COMMUNES: readonly CommuneDemo[] = [
  commune("52448", "Saint-Dizier", "52100", 4.949, 48.628, 24932, "Secteur 1 – Saint-Dizier", 5076, 5),
  commune("52550", "Wassy", "52130", 4.93, 48.499, 2891, "Secteur 5 – Wassy/Brousseval", 348, 3.49),
  commune("52331", "La Porte du Der", "52220", 4.809, 48.476, 2285, "Pays du Der", 256, 6.43),
  commune("52194", "Eurville-Bienville", "52410", 5.03, 48.578, 2094, "Vallée de la Marne", 36, 2.76),
  commune("52182", "Éclaron-Braucourt-Sainte-Livière", "52290", 4.832, 48.575, 2040, "Secteur 4", 80, 1.2),
  commune("52045", "Bettancourt-la-Ferrée", "52100", 4.973, 48.655, 1698, "Secteur 2", 20, 20),
  commune("52534", "Villiers-en-Lieu", "52100", 4.906, 48.668, 1537, "Secteur 2", 17, 0),
  commune("52411", "Rives Dervoises", "52220", 4.672, 48.478, 1385, "Pays du Der", 22, 6.43),
  commune("52265", "Bayard-sur-Marne", "52170", 5.068, 48.55, 1341, "Vallée de la Marne", 65, 2.76),
  commune("52123", "Chevillon", "52170", 5.145, 48.531, 1334, "Vallée de la Marne", 65, 2.76),
  commune("52104", "Chancenay", "52100", 4.979, 48.675, 1094, "Secteur 2", 12, 8.33),
  commune("52099", "Chamouilley", "52410", 5.051, 48.608, 807, "Vallée de la Marne", 18, 2.76),
  commune("52244", "Humbécourt", "52290", 4.922, 48.58, 794, "Secteur 4", 9, 0),
  commune("52414", "Rachecourt-sur-Marne", "52170", 5.093, 48.519, 782, "Vallée de la Marne", 94, 2.76),
  commune("52479", "Sommevoire", "52220", 4.833, 48.41, 707, "Pays du Der", 34, 6.43),
  commune("52294", "Louvemont", "52130", 4.892, 48.543, 705, "Secteur 4", 9, 0),
  commune("52079", "Brousseval", "52130", 4.978, 48.491, 684, "Secteur 5 – Wassy/Brousseval", 45, 3.45),
  commune("52088", "Ceffonds", "52220", 4.748, 48.443, 638, "Pays du Der", 3, 6.43),
  commune("52500", "Valcourt", "52100", 4.914, 48.611, 617, "Secteur 3", 22, 0),
  commune("51144", "Cheminon", "51250", 4.92, 48.744, 611, "Autres communes", 0, 0),
  commune("51358", "Maurupt-le-Montois", "51340", 4.857, 48.731, 580, "Autres communes", 0, 0),
  commune("52429", "Roches-sur-Marne", "52410", 5.013, 48.6, 554, "Autres communes", 0, 0),
  commune("52543", "Voillecomte", "52130", 4.863, 48.502, 540, "Secteur 4", 4, 0),
  commune("52386", "Perthes", "52100", 4.815, 48.663, 530, "Autres communes", 0, 0),
  commune("51478", "Saint-Eulien", "52100", 4.88, 48.684, 452, "Autres communes", 0, 0),
  commune("52497", "Troisfontaines-la-Ville", "52130", 5.008, 48.543, 435, "Autres communes", 0, 0),
  commune("52327", "Moëslains", "52100", 4.887, 48.617, 430, "Autres communes", 0, 0),
  commune("52156", "Curel", "52300", 5.147, 48.498, 415, "Vallée de la Marne", 12, 2.76),
  commune("51522", "Sapignicourt", "52100", 4.81, 48.648, 403, "Autres communes", 0, 0),
  commune("52510", "Vaux-sur-Blaise", "52130", 4.968, 48.469, 375, "Autres communes", 0, 0),
  commune("52006", "Allichamps", "52130", 4.887, 48.564, 343, "Secteur 4", 5, 0),
  commune("52391", "Planrupt", "52220", 4.789, 48.512, 306, "Autres communes", 0, 0),
  commune("52235", "Hallignicourt", "52100", 4.871, 48.648, 284, "Autres communes", 0, 0),
  commune("52370", "Osne-le-Val", "52300", 5.201, 48.499, 258, "Autres communes", 0, 0),
  commune("51654", "Vouillers", "51340", 4.844, 48.686, 255, "Autres communes", 0, 0),
  commune("52021", "Attancourt", "52130", 4.944, 48.534, 254, "Autres communes", 0, 0),
  commune("52347", "Narcy", "52170", 5.099, 48.58, 251, "Autres communes", 0, 0),
  commune("51286", "Hauteville", "51290", 4.772, 48.635, 243, "Autres communes", 0, 0),
  commune("52171", "Dommartin-le-Franc", "52110", 4.953, 48.425, 246, "Secteur 6", 6, 16.67),
  commune("51008", "Ambrières", "51290", 4.829, 48.629, 227, "Autres communes", 0, 0),
  commune("51521", "Saint-Vrain", "51340", 4.821, 48.697, 226, "Autres communes", 0, 0),
  commune("52267", "Laneuville-au-Pont", "52100", 4.864, 48.623, 206, "Autres communes", 0, 0),
  commune("51583", "Trois-Fontaines-l'Abbaye", "51340", 4.954, 48.711, 206, "Autres communes", 0, 0),
  commune("52302", "Maizières", "52300", 5.067, 48.492, 196, "Autres communes", 0, 0),
  commune("52300", "Magneux", "52130", 5.008, 48.51, 172, "Autres communes", 0, 0),
  commune("52206", "Frampas", "52220", 4.834, 48.519, 163, "Autres communes", 0, 0),
  commune("52336", "Montreuil-sur-Blaise", "52130", 4.956, 48.477, 163, "Autres communes", 0, 0),
  commune("51315", "Landricourt", "51290", 4.807, 48.613, 154, "Autres communes", 0, 0),
  commune("52528", "Ville-en-Blaisois", "52130", 4.951, 48.442, 155, "Autres communes", 0, 0),
  commune("52203", "Fontaines-sur-Marne", "52170", 5.116, 48.558, 149, "Autres communes", 0, 0),
  commune("52034", "Bailly-aux-Forges", "52130", 4.906, 48.455, 140, "Autres communes", 0, 0),
  commune("52341", "Morancourt", "52110", 5.004, 48.43, 136, "Autres communes", 0, 0),
  commune("52413", "Rachecourt-Suzémont", "52130", 4.969, 48.456, 104, "Autres communes", 0, 0),
  commune("52169", "Domblain", "52130", 5.001, 48.466, 82, "Autres communes", 0, 0),
  commune("52487", "Thilleux", "52220", 4.79, 48.434, 79, "Autres communes", 0, 0),
  commune("52198", "Fays", "52130", 5.038, 48.475, 75, "Autres communes", 0, 0),
  commune("52475", "Sommancourt", "52130", 5.037, 48.504, 67, "Autres communes", 0, 0),
  commune("52266", "Laneuville-à-Rémy", "52220", 4.877, 48.472, 65, "Autres communes", 0, 0),
  commune("52502", "Valleret", "52130", 5.01, 48.487, 57, "Autres communes", 0, 0),
  commune("52179", "Doulevant-le-Petit", "52130", 4.953, 48.45, 29, "Autres communes", 0, 0),
];

/** The three groups of communes of the document's table of demandes and attributions (§2). */
export type GroupeCommunes = "saint-dizier" | "wassy" | "autres";

export function groupeOf({ code }: CommuneDemo): GroupeCommunes {
  if (code === SAINT_DIZIER) return "saint-dizier";
  return code === WASSY ? "wassy" : "autres";
}

export function communeOf(code: string): CommuneDemo {
  const found = COMMUNES.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`No commune ${code} in the demonstration territory.`);
  return found;
}
