import { proposerEchange } from "#attributions/actes/echange/mener-echange.ts";
import { bailleurOf, offrirEchange } from "#attributions/actes/echange/offrir-echange.ts";
import { declarerLogement } from "#attributions/actes/logement/declarer-logement.ts";
import type { TypologieCherchee } from "#dossier/regles/reponses.ts";
import type { Base } from "#socle/lectures/base.ts";
import { bailleurOf as findBailleur } from "../../../demo/bailleurs.ts";
import { ECHANGES_DEMO, type EchangeDemo } from "../../../demo/echanges.ts";
import { baseDemo } from "./demo-base.ts";
import { jourAvant } from "./demo-vies.ts";
import { type Session, withOwner } from "./session.ts";

/**
 * Dwellings that tenants of the two synthetic bailleurs would exchange, and one exchange that waits for its two households. Does nothing when there
 * are some already. The files must exist.
 */
export async function openEchangesDemo(session: Session, epci: string): Promise<void> {
  for (const role of ["agent-bailleur", "responsable-bailleur"]) {
    const base = await baseDemo(session, role, { ressource: "proposition", action: "creer" });
    if (base !== null && (await base.echanges.offres(epci, bailleurOf(base, epci))).length === 0) {
      await openOfBailleur(session, base, epci);
    }
  }
}

async function openOfBailleur(session: Session, base: Base, epci: string): Promise<void> {
  const siren = base.acteur.habilitations.find((une) => une.epci === epci)?.siren ?? "";
  const locataires = await readLocataires(session, epci, siren);
  const offres: number[] = [];
  for (const demo of ECHANGES_DEMO) {
    const reference = findBailleur(demo.bailleur).siren === siren ? locataires.get(demo.cherche) : undefined;
    if (reference !== undefined) offres.push(await offrirDemo(session, base, { epci, demo, reference }));
  }
  const [offre, autre] = offres;
  const aujourdhui = session.horloge.aujourdhui();
  if (offre !== undefined && autre !== undefined) await proposerEchange(base, { epci, offre, autre, aujourdhui });
}

type AOffrir = { readonly epci: string; readonly demo: EchangeDemo; readonly reference: string };

async function offrirDemo(session: Session, base: Base, { epci, demo, reference }: AOffrir): Promise<number> {
  const aujourdhui = session.horloge.aujourdhui();
  const logement = await declarerLogement(base, { epci, declaration: demo.declaration, synthetique: true });
  const accordLe = jourAvant(aujourdhui, 12);
  return offrirEchange(base, { epci, logement, reference, accordLe, aujourdhui, synthetique: true });
}

/** References of the active files of that bailleur's tenants, by type asked for: the oldest of each. */
async function readLocataires(
  session: Session,
  epci: string,
  siren: string,
): Promise<ReadonlyMap<TypologieCherchee, string>> {
  const { rows } = await withOwner(session, (sql) =>
    sql.query(
      `select distinct on (m.typologie) m.typologie, d.reference
         from nominatif.demandeur d
         join nominatif.menage m on m.demandeur = d.id
        where d.epci = $1 and d.etat = 'active' and m.nature = 'mutation' and m.bailleur_actuel = $2
        order by m.typologie, d.anciennete_le, d.reference`,
      [epci, siren],
    ),
  );
  // The two columns just asked for.
  const lus = rows as { typologie: TypologieCherchee; reference: string }[];
  return new Map(lus.map(({ typologie, reference }) => [typologie, reference]));
}
