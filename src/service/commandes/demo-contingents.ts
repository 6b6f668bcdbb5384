import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { addConventionFlux, addLigneAssiette } from "#engagements/actes/contingent/ecrire-convention.ts";
import { addDroit } from "#engagements/actes/contingent/ecrire-droit.ts";
import { transmettreBilanFlux } from "#engagements/actes/contingent/transmettre-bilan-flux.ts";
import { bailleurOf } from "../../../demo/bailleurs.ts";
import { type CleReservataire, CONVENTIONS, DROITS, RESERVATAIRES } from "../../../demo/contingents.ts";
import { baseDemo } from "./demo-base.ts";
import { type Session, withOwner } from "./session.ts";

type Organisations = {
  readonly bailleur: (cle: Parameters<typeof bailleurOf>[0]) => number;
  readonly reservataire: (cle: CleReservataire) => number;
};

/**
 * Rights and conventions of flux, written by the synthetic account of the State, and a year's bilan transmitted by that of a bailleur. Does
 * nothing when there are rights already. The synthetic accounts must exist.
 */
export async function openContingentsDemo(session: Session, epci: string, nomEpci: string): Promise<void> {
  const etat = await baseDemo(session, "etat", { ressource: "contingent", action: "creer" });
  if (etat === null || (await etat.contingents.droits(epci)).length > 0) return;
  const { bailleur, reservataire } = await openOrganisations(session, epci, nomEpci);
  // In one transaction, since a partial inventory would never be completed.
  await etat.transaction(async (tx) => {
    for (const droit of DROITS) {
      const parties = { bailleur: bailleur(droit.bailleur), reservataire: reservataire(droit.reservataire) };
      await addDroit(tx, epci, { ...droit, ...parties });
    }
    for (const { assiette, ...convention } of CONVENTIONS) {
      const parties = { bailleur: bailleur(convention.bailleur), reservataire: reservataire(convention.reservataire) };
      const id = await addConventionFlux(tx, epci, { ...convention, ...parties });
      for (const ligne of assiette) await addLigneAssiette(tx, epci, id, ligne);
    }
  });
  await transmitBilans(session, epci);
}

const ANNEE_TRANSMISE = 2018;

/** Transmits as the synthetic bailleur does once the year is over: each of its réservataires reads its own. */
async function transmitBilans(session: Session, epci: string): Promise<void> {
  if (session.horloge.aujourdhui() <= `${ANNEE_TRANSMISE}-12-31`) return;
  const base = await baseDemo(session, "responsable-bailleur", { ressource: "contingent", action: "valider" });
  if (base === null) return;
  const own = new Set(base.acteur.habilitations.map(({ organisation }) => organisation));
  for (const { id, bailleur } of await base.contingents.conventions(epci)) {
    if (!own.has(bailleur)) continue;
    await transmettreBilanFlux(base, { epci, convention: id, annee: ANNEE_TRANSMISE }, session.horloge.aujourdhui());
  }
}

async function openOrganisations(session: Session, epci: string, nomEpci: string): Promise<Organisations> {
  return withOwner(session, (sql) =>
    connexionQueries(sql).transaction(async (tx) => {
      const ids = new Map<string, number>();
      for (const { bailleur } of [...DROITS, ...CONVENTIONS]) {
        const { nom, siren } = bailleurOf(bailleur);
        ids.set(bailleur, await tx.ensureOrganisation({ type: "bailleur", nom, siren, demonstration: true }));
      }
      for (const [cle, { type, nom }] of Object.entries(RESERVATAIRES)) {
        ids.set(cle, await tx.ensureOrganisation({ type, nom, siren: null, demonstration: true }));
      }
      ids.set("epci", await tx.ensureOrganisation({ type: "epci", nom: nomEpci, siren: epci, demonstration: true }));
      const idOf = (cle: string) => {
        const id = ids.get(cle);
        if (id === undefined) throw new Error(`no organisation ${cle} in the demonstration`);
        return id;
      };
      return { bailleur: idOf, reservataire: idOf };
    }),
  );
}
