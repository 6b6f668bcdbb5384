import { Refus } from "#domain/shared/refus.ts";

/** The archive is not what Blaise wrote: cut, altered, or not an archive at all. `ou` says where, as a clause. */
export function illisible(ou: string): Refus {
  return new Refus(
    "sauvegarde-illisible",
    `Cette sauvegarde ne peut pas être lue : ${ou}. Rien n’a été restauré. Prenez une autre copie du fichier, ou la sauvegarde précédente.`,
    { ou },
  );
}

export function introuvable(fichier: string): Refus {
  return new Refus("sauvegarde-introuvable", `Le fichier « ${fichier} » n’existe pas ou n’est pas lisible.`, {
    fichier,
  });
}

export function existante(fichier: string): Refus {
  return new Refus(
    "sauvegarde-existante",
    `Le fichier « ${fichier} » existe déjà : Blaise n’écrase pas une sauvegarde. Choisissez un autre nom, par exemple avec la date.`,
    { fichier },
  );
}

const MOTIFS_DISQUE: Readonly<Record<string, string>> = {
  ENOENT: "le dossier n’existe pas",
  ENOTDIR: "le dossier n’existe pas",
  EISDIR: "c’est le nom d’un dossier",
  EACCES: "ce compte n’a pas le droit d’y écrire",
  EPERM: "ce compte n’a pas le droit d’y écrire",
  EROFS: "le disque est en lecture seule",
  ENOSPC: "il n’y a plus de place sur le disque",
  EDQUOT: "il n’y a plus de place pour ce compte",
};

/** `code` is the system's. */
export function nonEcrite(fichier: string, code: string): Refus {
  const motif = MOTIFS_DISQUE[code] ?? `le disque répond ${code}`;
  return new Refus(
    "sauvegarde-non-ecrite",
    `Le fichier « ${fichier} » n’a pas pu être écrit : ${motif}. Rien n’en reste.`,
    {
      fichier,
      code,
    },
  );
}

export function cleAbsente(): Refus {
  return new Refus(
    "cle-sauvegarde-absente",
    "Il manque la clé des sauvegardes. Indiquez par BLAISE_CLE_SAUVEGARDE le fichier qui la contient ; " +
      "« blaise sauvegarder --nouvelle-cle FICHIER » en fabrique une, à garder ailleurs que sur ce serveur.",
  );
}

export function cleIllisible(fichier: string): Refus {
  return new Refus(
    "cle-sauvegarde-illisible",
    `Le fichier de clé « ${fichier} » n’existe pas, n’est pas lisible, ou ne contient pas une clé de Blaise (43 caractères).`,
    { fichier },
  );
}

export function cleExistante(fichier: string): Refus {
  return new Refus(
    "cle-sauvegarde-existante",
    `Le fichier « ${fichier} » existe déjà : Blaise n’écrase pas une clé, car les sauvegardes faites avec elle seraient perdues.`,
    { fichier },
  );
}

export function cleFausse(): Refus {
  return new Refus(
    "cle-sauvegarde-fausse",
    "Cette sauvegarde a été faite avec une autre clé. Indiquez par BLAISE_CLE_SAUVEGARDE le fichier de la clé d’alors.",
  );
}

export function plusRecente(schema: number, connu: number): Refus {
  return new Refus(
    "sauvegarde-plus-recente",
    `Cette sauvegarde vient d’une version plus récente de Blaise (migration n° ${schema}, celle-ci s’arrête au n° ${connu}). ` +
      "Installez cette version, puis recommencez.",
    { schema, connu },
  );
}

/** `quoi` says what differs, as a clause. */
export function incompatible(quoi: string): Refus {
  return new Refus(
    "sauvegarde-incompatible",
    `Cette sauvegarde ne correspond pas à cette version de Blaise : ${quoi}. Rien n’a été restauré. ` +
      "Restaurez-la avec la version de Blaise qui l’a faite, puis mettez à jour.",
    { quoi },
  );
}

export function baseNonVide(table: string): Refus {
  return new Refus(
    "base-non-vide",
    `La base de données contient déjà des données (table ${table}). Indiquez une base vide, ou ajoutez --remplacer : ` +
      "tout ce qu’elle contient sera remplacé par la sauvegarde, sauf le registre des personnes effacées.",
    { table },
  );
}

export function baseEtrangere(table: string): Refus {
  return new Refus(
    "base-etrangere",
    `La base de données contient des tables qui ne sont pas celles de Blaise (${table}). Indiquez une base vide par DATABASE_URL.`,
    { table },
  );
}

export function baseOccupee(): Refus {
  return new Refus(
    "base-occupee",
    "Blaise est en marche sur cette base de données. Arrêtez le serveur et les autres commandes, puis recommencez.",
  );
}

export function baseSansSchema(): Refus {
  return new Refus("base-vide", "Il n’y a rien à sauvegarder : cette base de données n’a jamais servi à Blaise.");
}

export function nonProprietaire(table: string): Refus {
  return new Refus(
    "compte-non-proprietaire",
    `Le compte de DATABASE_URL n’est pas propriétaire de la table ${table} : il ne verrait pas toutes les lignes, et la sauvegarde ` +
      "serait incomplète. Utilisez le compte qui a installé Blaise.",
    { table },
  );
}

export function cleHachageDifferente(quoi: string): Refus {
  return new Refus(
    "cle-hachage-differente",
    `La clé de hachage des numéros uniques n’est pas celle de la sauvegarde : ${quoi}. ` +
      "Avec une autre clé, les demandes ne seraient plus reconnues, ni les personnes effacées. Rien n’a été restauré.",
    { quoi },
  );
}

export function registreIllisible(fichier: string, ligne: number | null): Refus {
  return new Refus(
    "registre-illisible",
    ligne === null
      ? `Le registre des effacements « ${fichier} » n’existe pas ou n’est pas lisible.`
      : `La ligne ${ligne} de « ${fichier} » n’est pas celle d’un registre des effacements de Blaise. Rien n’a été restauré.`,
    { fichier, ligne },
  );
}
