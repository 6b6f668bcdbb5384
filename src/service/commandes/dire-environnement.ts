/** One line on a defect of the environment, with what to do. null: a defect of Blaise. */
export function sayEnvironnement(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  const say = PHRASES[code] ?? (code.startsWith("28") ? refused : undefined);
  return say?.(error as Erreur) ?? null;
}

type Erreur = Error & {
  readonly port?: number;
  readonly address?: string;
  readonly syscall?: string;
  readonly path?: string;
};

const PHRASES: Readonly<Record<string, (error: Erreur) => string | null>> = {
  EADDRINUSE: ({ port }) =>
    `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez-en un autre : BLAISE_PORT=8080 blaise serveur.`,
  EACCES: ({ port, syscall, path }) =>
    syscall === "listen"
      ? `Le port ${port} est réservé au système. Choisissez-en un au-dessus de 1024 par BLAISE_PORT, derrière un mandataire.`
      : path
        ? `Blaise n’a pas le droit d’ouvrir ${path}. Rendez-le à son compte, ou choisissez un autre dossier par BLAISE_DONNEES.`
        : null,
  EADDRNOTAVAIL: ({ address }) => `Cette machine n’a pas l’adresse ${address}. Corrigez BLAISE_HOTE.`,
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENOENT: (error) => (error.syscall === "connect" ? unreachable(error) : null),
  "3D000": () =>
    "La base nommée dans DATABASE_URL n’existe pas. Créez-la (docs/exploitation.md, § 4), ou corrigez l’adresse.",
  "57P03": () => "PostgreSQL démarre ou s’arrête. Attendez quelques secondes, puis recommencez.",
  "53300": () => "PostgreSQL n’a plus de connexion libre. Fermez ce qui l’occupe, ou augmentez max_connections.",
  "53100": full,
  ENOSPC: full,
  EDQUOT: full,
};

function unreachable({ address, port }: Erreur): string {
  const lieu = address ? ` (${address}${port ? `, port ${port}` : ""})` : "";
  return `La base de données de DATABASE_URL ne répond pas${lieu}. Démarrez PostgreSQL, ou corrigez l’adresse. Rien n’a été fait.`;
}

function refused(): string {
  return "PostgreSQL refuse le compte ou le mot de passe de DATABASE_URL. Corrigez l’adresse. Rien n’a été fait.";
}

function full(): string {
  return "Le disque est plein. Faites de la place, puis recommencez : rien n’a été écrit à moitié.";
}
