/** Invented roads and programmes: nouns put together by the generator, not taken from any address file. */
const NOMS_VOIE = [
  "des Tilleuls",
  "des Érables",
  "des Marronniers",
  "des Acacias",
  "des Bouleaux",
  "des Charmes",
  "des Frênes",
  "des Ormes",
  "des Peupliers",
  "des Saules",
  "des Noyers",
  "des Cerisiers",
  "des Pruniers",
  "des Aubépines",
  "des Genêts",
  "des Bruyères",
  "des Fougères",
  "des Églantiers",
  "des Lilas",
  "des Glycines",
  "des Iris",
  "des Jonquilles",
  "des Pervenches",
  "des Primevères",
  "des Violettes",
  "des Alouettes",
  "des Fauvettes",
  "des Hirondelles",
  "des Mésanges",
  "des Pinsons",
  "des Rouges-Gorges",
  "des Cigognes",
  "des Grues Cendrées",
  "des Hérons",
  "des Loriots",
  "du Lavoir Neuf",
  "du Vieux Moulin",
  "de la Petite Forge",
  "des Fondeurs",
  "des Mouleurs",
  "des Puddleurs",
  "des Affineurs",
  "des Tuiliers",
  "du Haut-Fourneau",
  "des Bateliers",
  "du Halage",
  "de l'Écluse Double",
  "du Pont Tournant",
  "des Vignes Hautes",
  "des Prés Longs",
  "de la Source Vive",
  "du Bocage",
  "des Étangs",
  "de la Digue",
  "du Grand Pré",
  "du Petit Bois",
] as const;

/** Programmes of the demonstration's Vert-Bois: islands, like the real names that the convention cites. */
const ILES = [
  "Madère",
  "Açores",
  "Baléares",
  "Corfou",
  "Crète",
  "Malte",
  "Sicile",
  "Sardaigne",
  "Tahiti",
  "Marquises",
  "Moorea",
  "Mayotte",
  "Maurice",
  "Seychelles",
  "Comores",
  "Zanzibar",
  "Sumatra",
  "Java",
  "Bornéo",
  "Célèbes",
  "Timor",
  "Tonga",
  "Tuamotu",
  "Galápagos",
  "Canaries",
  "Ténériffe",
  "Hébrides",
  "Shetland",
  "Féroé",
  "Islande",
  "Lofoten",
  "Gotland",
  "Bornholm",
  "Jersey",
  "Ouessant",
  "Belle-Île",
  "Oléron",
  "Samos",
  "Rhodes",
  "Chypre",
  "Cythère",
  "Minorque",
  "Capri",
  "Stromboli",
  "Lipari",
  "Hawaï",
  "Salomon",
  "Vanuatu",
  "Ceylan",
  "Terre-Neuve",
] as const;

const TYPES_VOIE_COLLECTIF = ["rue", "avenue", "boulevard", "place", "square"] as const;
/** None in common with the collective ones: no two résidences share a road. */
const TYPES_VOIE_INDIVIDUEL = ["allée", "chemin", "impasse", "ruelle"] as const;

export type NomResidence = { readonly nom: string; readonly typeVoie: string; readonly nomVoie: string };

/** Gives each résidence a name and a road of its own in its commune. Counts what it gave: call it in a fixed order. */
export function createNaming(): (commune: string, type: "C" | "I", qpv: boolean) => NomResidence {
  const given = new Map<string, number>();
  const take = (key: string): number => {
    const rank = given.get(key) ?? 0;
    given.set(key, rank + 1);
    return rank;
  };
  return (commune, type, qpv) => {
    if (qpv && type === "C") {
      const nom = pick(ILES, take("vert-bois"));
      return { nom, typeVoie: "rue", nomVoie: nom };
    }
    // Two counters, far apart in the list: « rue des Tilleuls » and « allée des Tilleuls » only meet in a large commune.
    const offset = (Number(commune) * 7) % NOMS_VOIE.length;
    const rank = take(`${commune} ${type}`);
    const start = type === "C" ? rank : NOMS_VOIE.length - 1 - (rank % NOMS_VOIE.length);
    const nomVoie = pick(NOMS_VOIE, (offset + start) % NOMS_VOIE.length);
    const turn = Math.floor(rank / NOMS_VOIE.length);
    const typeVoie =
      type === "C"
        ? pick(TYPES_VOIE_COLLECTIF, (rank + turn * 2) % TYPES_VOIE_COLLECTIF.length)
        : pick(TYPES_VOIE_INDIVIDUEL, (rank + turn) % TYPES_VOIE_INDIVIDUEL.length);
    return { nom: `${type === "C" ? "Résidence" : "Le Clos"} ${nomVoie}`, typeVoie, nomVoie };
  };
}

function pick<T>(values: readonly T[], rank: number): T {
  const found = values[rank];
  if (found === undefined) throw new Error(`Only ${values.length} names, number ${rank + 1} was asked for.`);
  return found;
}
