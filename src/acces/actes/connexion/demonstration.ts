import {
  LIBELLE_ROLE,
  ORGANISATIONS_DU_ROLE,
  ROLES_HABILITES,
  type RoleHabilite,
} from "#socle/regles/habilitation/role.ts";
import type { ConnexionQueries, NouvelleOrganisation } from "../../lectures/connexion/ports.ts";
import { addMs } from "./session.ts";

export type TerritoireDemonstration = {
  readonly epci: string;
  readonly nom: string;
  /** At least two, to show that neither reads the other's figures. */
  readonly bailleurs: readonly { readonly nom: string; readonly siren: string }[];
  readonly commune: { readonly code: string; readonly nom: string };
};

const JOUR_MS = 24 * 3_600_000;

/**
 * One synthetic person per role on the demonstration territory, with an impossible address (RFC 2606) and no password. Called again, it only adds
 * what is missing or has ended. `queries` are the owner's.
 */
export async function demonstrationComptes(
  queries: ConnexionQueries,
  territoire: TerritoireDemonstration,
  aujourdhui: string,
): Promise<void> {
  await queries.transaction(async (tx) => {
    for (const { nom, siren } of territoire.bailleurs) {
      await tx.ensureOrganisation({ type: "bailleur", nom, siren, demonstration: true });
    }
    for (const role of ROLES_HABILITES) await addPersonne(tx, role, territoire, aujourdhui);
  });
}

async function addPersonne(
  queries: ConnexionQueries,
  role: RoleHabilite,
  territoire: TerritoireDemonstration,
  aujourdhui: string,
): Promise<void> {
  const courriel = `${role}@demonstration.invalid`;
  const found = await queries.findCompteByCourriel(courriel);
  const compte =
    found?.id ??
    (await queries.createCompte({
      courriel,
      prenom: "Démonstration",
      nom: LIBELLE_ROLE[role],
      demonstration: true,
      invitePour: null,
    }));
  await queries.grantFromMachine({
    compte,
    organisation: await queries.ensureOrganisation(organisationOf(role, territoire)),
    role,
    epci: role === "administrateur" ? null : territoire.epci,
    communes: role === "commune" ? [territoire.commune.code] : [],
    sensible: false,
    debut: aujourdhui,
    fin: addMs(`${aujourdhui}T00:00:00.000Z`, 364 * JOUR_MS).slice(0, 10),
    motif: "Compte fictif du territoire de démonstration",
  });
}

function organisationOf(
  role: RoleHabilite,
  { epci, nom, bailleurs, commune }: TerritoireDemonstration,
): NouvelleOrganisation {
  const [premier, second] = bailleurs;
  if (!premier || !second) throw new Error("the demonstration needs two bailleurs");
  const fictive = (type: NouvelleOrganisation["type"], nomFictif: string, siren: string | null = null) => ({
    type,
    nom: nomFictif,
    siren,
    demonstration: true,
  });
  const agglo = fictive("epci", nom, epci);
  const parType: Readonly<Record<NouvelleOrganisation["type"], NouvelleOrganisation>> = {
    guichet: fictive("guichet", "Guichet enregistreur (démonstration)"),
    commune: fictive("commune", `Commune de ${commune.nom} (démonstration)`),
    bailleur: fictive("bailleur", premier.nom, premier.siren),
    reservataire: fictive("reservataire", "Action Logement Services"),
    etat: fictive("etat", "Services de l’État (démonstration)"),
    epci: agglo,
    plateforme: fictive("plateforme", "Plateforme de démonstration"),
  };
  if (role === "responsable-bailleur") return fictive("bailleur", second.nom, second.siren);
  return role === "relogement" ? agglo : parType[premierTypeOf(role)];
}

/** The first type of organisation that the role allows. */
function premierTypeOf(role: RoleHabilite): NouvelleOrganisation["type"] {
  const [type] = ORGANISATIONS_DU_ROLE[role];
  if (type === undefined) throw new Error(`${role}: no organisation holds it`);
  return type;
}
