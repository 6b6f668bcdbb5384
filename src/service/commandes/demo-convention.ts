import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { prepareConvention } from "#convention/actes/prepare-convention.ts";
import { addSignataire } from "#engagements/actes/convention/add-signataire.ts";
import type { ConventionDeps, VersionVisee } from "#engagements/actes/convention/deps.ts";
import { recordEtape } from "#engagements/actes/convention/record-etape.ts";
import { saveActions } from "#engagements/actes/convention/save-actions.ts";
import { signVersion } from "#engagements/actes/convention/sign-version.ts";
import { saveEngagements } from "#engagements/lectures/convention/save-engagements.ts";
import { BAILLEURS } from "../../../demo/bailleurs.ts";
import {
  CONVENTION,
  ETAPES_CONVENTION,
  engagementsConvention,
  SIGNATAIRES,
  type SignataireDemo,
} from "../../../demo/convention.ts";
import { ACTIONS } from "../../../demo/convention-actions.ts";
import { type Session, withOwner } from "./session.ts";

type Organisee = SignataireDemo & { readonly id: number };

/**
 * The convention signed on 5 October 2018, taken over by the operator as an officer takes over a signed document. Does nothing when the
 * demonstration is not open here, or when the territory already has a convention, draft or not.
 */
export async function openConventionDemo(session: Session, epci: string): Promise<void> {
  const base = await session.reload();
  const territoire = await base.territoires.find(epci);
  if (!territoire?.demonstration || (await base.conventions.versions(epci)).length > 0) return;
  const signataires = await openOrganisations(session);
  // In one transaction, since a partial convention would never be completed.
  await base.transaction((tx) => reprendre({ base: tx, horloge: session.horloge }, epci, signataires));
}

async function reprendre(deps: ConventionDeps, epci: string, signataires: readonly Organisee[]): Promise<void> {
  const { titre, objet, dureeAns, signeeLe } = CONVENTION;
  const { numero } = await prepareConvention(deps, { epci, titre, objet, dureeAns, reprise: true });
  const visee: VersionVisee = { epci, numero };
  await saveEngagements(deps, { ...visee, engagements: engagementsConvention() });
  await saveActions(deps, { epci, actions: ACTIONS });
  for (const { nom, qualite, siren, id } of signataires) {
    const signataire = await addSignataire(deps, { ...visee, signataire: { nom, qualite, siren, organisation: id } });
    await signVersion(deps, { ...visee, signataire, le: signeeLe });
  }
  for (const etape of ETAPES_CONVENTION) await recordEtape(deps, { ...visee, etape });
}

/** Signatory organisations, and the bailleur that has not signed: the user of the demonstration must be able to add its signature. */
async function openOrganisations(session: Session): Promise<readonly Organisee[]> {
  return withOwner(session, (sql) =>
    connexionQueries(sql).transaction(async (tx) => {
      for (const { nom, siren } of BAILLEURS) {
        await tx.ensureOrganisation({ type: "bailleur", nom, siren, demonstration: true });
      }
      const organisees: Organisee[] = [];
      for (const signataire of SIGNATAIRES) {
        const { type, organisation: nom, siren } = signataire;
        organisees.push({ ...signataire, id: await tx.ensureOrganisation({ type, nom, siren, demonstration: true }) });
      }
      return organisees;
    }),
  );
}
