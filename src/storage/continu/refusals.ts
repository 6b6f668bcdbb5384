import { Refus } from "#domain/shared/refus.ts";

export function autreGrappe(dossier: string): Refus {
  return new Refus(
    "continu-autre-base",
    `Le dossier ${dossier} contient déjà l’archive continue d’une autre base. Choisissez un dossier vide. Rien n’a été écrit.`,
    { dossier },
  );
}

export function serveurExterne(): Refus {
  return new Refus(
    "continu-serveur-externe",
    "Votre PostgreSQL n’est pas celui que Blaise embarque (DATABASE_URL) : son archivage continu se règle chez lui, par exemple avec pgBackRest ou Barman. " +
      "Voyez docs/exploitation.md, « Revenir à une minute près ».",
  );
}

export function archiveVide(dossier: string): Refus {
  return new Refus(
    "continu-vide",
    `Le dossier ${dossier} ne contient aucune copie entière : rien ne peut être restauré. « blaise sauvegarder --continu » en fait une.`,
    { dossier },
  );
}

export function instantTropTot(demande: string, premier: string): Refus {
  return new Refus(
    "continu-trop-tot",
    `L’archive ne remonte pas à ${demande} : l’instant le plus ancien qu’elle sait rendre est ${premier}. Rien n’a été restauré.`,
    { demande, premier },
  );
}

export function instantTropTard(demande: string, dernier: string | null): Refus {
  return new Refus(
    "continu-trop-tard",
    `L’archive s’arrête avant ${demande}${dernier === null ? "" : ` : la dernière écriture qu’elle contient est de ${dernier}`}. ` +
      "Demandez un instant plus ancien, ou laissez --jusqua de côté pour tout rendre. Rien n’a été restauré.",
    { demande, dernier },
  );
}

export function dossierOccupe(dossier: string): Refus {
  return new Refus(
    "continu-dossier-occupe",
    `Le dossier ${dossier} contient déjà une base. Donnez par BLAISE_DONNEES un dossier vide : l’ancien reste intact tant que vous n’avez pas vérifié le nouveau.`,
    { dossier },
  );
}

export function instantIllisible(saisi: string): Refus {
  return new Refus(
    "usage",
    `« ${saisi} » n’est pas un instant. Écrivez par exemple 2026-03-01T08:31:00+01:00, avec le décalage horaire.`,
    { saisi },
  );
}

export function journalDifferent(nom: string): Refus {
  return new Refus(
    "continu-journal-different",
    `Le journal ${nom} est déjà dans l’archive avec un autre contenu : deux bases ont écrit dans le même dossier. Refaites « sauvegarder --continu » vers un dossier vide.`,
    { nom },
  );
}
