import { introuvable, type Refus } from "./refus.ts";

export function unknownTerritoire(epci: string): Refus {
  return introuvable(
    "territoire-inconnu",
    `Le territoire ${epci} n’est pas ouvert dans Blaise. Ajoutez-le avec « blaise territoire ajouter ${epci} ».`,
    { epci },
  );
}

export function unknownBailleur(bailleur: string): Refus {
  return introuvable(
    "bailleur-inconnu",
    `Aucun bailleur ${bailleur} dans les données publiées de ce territoire. Choisissez un bailleur de la liste.`,
    { bailleur },
  );
}
