import { Refus } from "#domain/shared/refus.ts";

/** The embedded server cannot run here: says why, and the two lines that do without it. `cause` is a French clause, without a full stop. */
export function unavailable(cause: string, details: Readonly<Record<string, unknown>> = {}): Refus {
  return new Refus(
    "postgresql-indisponible",
    `Le serveur PostgreSQL intégré ne peut pas fonctionner ici : ${cause}.\n` +
      "Installez celui de Debian et indiquez-le à Blaise, puis recommencez :\n" +
      '  sudo apt-get install --yes postgresql && sudo -u postgres createuser "$(id -un)" && sudo -u postgres createdb --owner "$(id -un)" blaise\n' +
      '  export DATABASE_URL="postgresql://$(id -un)@%2Fvar%2Frun%2Fpostgresql/blaise"',
    details,
  );
}
