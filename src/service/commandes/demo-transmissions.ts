import { renouvelerDossier } from "#dossier/actes/vie-dossier.ts";
import { menageOf } from "#dossier/lectures/acces.ts";
import type { RefusSne } from "#dossier/regles/transmission.ts";
import { TRANSMISSIONS_DEMO } from "../../../demo/dossiers.ts";
import { type Session, withOwner } from "./session.ts";

const REFUS: RefusSne = "deja-active";

/** What some of the demonstration's files owe to the national system: a renewal, changed answers, a refusal, a silence. */
export async function oweDemo(session: Session, epci: string, dossiers: readonly string[]): Promise<void> {
  const { renouvelee, modifiee, refusee, sansReponse } = TRANSMISSIONS_DEMO;
  const of = (rang: number) => dossiers[rang] ?? "";
  const menage = session.bases.pour(menageOf(of(renouvelee), "titulaire"));
  const { coffre, horloge } = session;
  await renouvelerDossier(menage, { coffre, jour: horloge.aujourdhui() }, of(renouvelee));
  await withOwner(session, async (sql) => {
    await sql.query(
      `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, precisions)
       values ($1, $2, now(), 'modification', 'coordonnees-changees', 'menage', '{"canal":"courriel"}')`,
      [of(modifiee), epci],
    );
    await sql.query(
      `update nominatif.transmission
          set etat = case demandeur when $2 then 'refusee' else 'envoyee' end, essais = 1, envoyee_le = now(),
              refus = case demandeur when $2 then $4 end
        where epci = $1 and demandeur in ($2, $3) and etat = 'a-envoyer'`,
      [epci, of(refusee), of(sansReponse), REFUS],
    );
  });
}
