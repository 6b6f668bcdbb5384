import { addSignataire } from "#engagements/actes/convention/add-signataire.ts";
import type { ConventionDeps } from "#engagements/actes/convention/deps.ts";
import { prepareAvenant } from "#engagements/actes/convention/prepare-avenant.ts";
import { recordEtape } from "#engagements/actes/convention/record-etape.ts";
import { removeSignataire } from "#engagements/actes/convention/remove-signataire.ts";
import { signVersion } from "#engagements/actes/convention/sign-version.ts";
import { saveEngagements } from "#engagements/lectures/convention/save-engagements.ts";
import { AVENANT_SIGNE, ETAPES_AVENANT, engagementsAvenant, SIGNENT } from "../../../demo/avenant.ts";
import { SIGNATAIRES } from "../../../demo/convention.ts";
import { baseDemo } from "./demo-base.ts";
import type { Session } from "./session.ts";

/**
 * The avenant in force since 2024, each step and each signature by the account that it is of. Does nothing before it, when there is one already, or without its
 * accounts.
 */
export async function openAvenantDemo(session: Session, epci: string): Promise<void> {
  const { horloge } = session;
  const aujourdhui = horloge.aujourdhui();
  const base = await baseDemo(session, "agent-epci", { ressource: "objectif", action: "modifier" });
  const etat = await baseDemo(session, "etat", { ressource: "objectif", action: "valider" });
  if (base === null || etat === null || aujourdhui < AVENANT_SIGNE.signeLe) return;
  const versions = await base.conventions.versions(epci);
  const [origine] = versions;
  if (versions.length !== 1 || !origine) return;
  const deps: ConventionDeps = { base, horloge };
  const { titre, objet, signeLe } = AVENANT_SIGNE;
  const { numero, engagements } = await prepareAvenant(deps, { epci, titre, objet, application: "annee-entiere" });
  const visee = { epci, numero };
  const suivants = engagementsAvenant(Number(aujourdhui.slice(0, 4)));
  await saveEngagements(deps, { ...visee, engagements: [...engagements, ...suivants] });
  await signAll(session, deps, visee, signeLe);
  for (const etape of ETAPES_AVENANT) {
    const auteur = etape.nature === "accord-prefet" ? etat : base;
    await recordEtape({ base: auteur, horloge }, { ...visee, etape });
  }
}

/** An organisation that nobody answers for here is written without its account: the EPCI records its signature. */
async function signAll(
  session: Session,
  deps: ConventionDeps,
  visee: { readonly epci: string; readonly numero: number },
  le: string,
): Promise<void> {
  const { epci, numero } = visee;
  const version = (await deps.base.conventions.versions(epci)).find((one) => one.numero === numero);
  for (const { id, nom, qualite, siren } of version?.signataires ?? []) {
    const demo = SIGNATAIRES.find((one) => one.nom === nom);
    const compte = SIGNENT[demo?.organisation ?? ""];
    const own = compte && (await baseDemo(session, compte, { ressource: "objectif", action: "valider" }));
    if (own) {
      await signVersion({ base: own, horloge: deps.horloge }, { ...visee, signataire: id, le });
      continue;
    }
    await removeSignataire(deps, { ...visee, signataire: id });
    const signataire = await addSignataire(deps, { ...visee, signataire: { nom, qualite, siren, organisation: null } });
    await signVersion(deps, { ...visee, signataire, le });
  }
}
