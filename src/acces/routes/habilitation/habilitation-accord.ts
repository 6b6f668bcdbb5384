import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { ROLES_HABILITES, TYPES_ORGANISATION } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { accorderHabilitation, type DemandeAccord } from "../../actes/habilitation/accorder.ts";
import { REMISES } from "../../actes/habilitation/inviter.ts";
import { type InvitationDeps, tenueOf } from "../../lectures/habilitation/circonstances.ts";
import { renderAccordeePage, renderAccorderPage, type SaisieAccord } from "../../pages/habilitation/accorder-page.tsx";
import { rolesAccordables } from "../../regles/habilitation/accorder.ts";
import { lastDay } from "../../regles/habilitation/echeances.ts";

const texte = (max: number) => z.string().max(max).default("");

/** How the link of a new account leaves. */
export const remiseSchema = z.object({ remise: z.enum(REMISES).default("courriel") });

/** As typed: what it means is told by `demandeOf`, so that a refused form comes back as it was. */
const saisieSchema = z.object({
  courriel: texte(300),
  prenom: texte(80),
  nom: texte(80),
  organisation: texte(20),
  organisation_type: texte(20),
  organisation_nom: texte(200),
  organisation_siren: texte(20),
  role: texte(30),
  communes: z.array(z.string().max(5)).max(500).default([]),
  sensible: texte(3),
  debut: texte(10),
  fin: texte(10),
  motif: texte(2000),
  ...remiseSchema.shape,
});

export function invitationDeps({ deps }: Site, c: Context<Env>): InvitationDeps {
  const { bases, horloge, courrier, connexion } = deps;
  return { base: c.var.base, connexions: bases.connexions, horloge, courrier, origine: connexion.origine };
}

export async function showAccorder(site: Site, c: Context<Env>): Promise<Response> {
  const debut = site.deps.horloge.aujourdhui();
  const { fin } = await limitsOf(site, c);
  const saisie: SaisieAccord = {
    courriel: "",
    prenom: "",
    nom: "",
    organisation: "",
    organisationType: "",
    organisationNom: "",
    organisationSiren: "",
    role: "",
    communes: [],
    sensible: false,
    debut,
    fin,
    motif: "",
    remise: "courriel",
  };
  return c.html(await renderForm(site, c, saisie, null));
}

/** Grants, and shows the one-time link if there is one; a refusal comes back on the form. */
export async function saveAccord(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const saisie = readSaisie(await c.req.parseBody({ all: true }));
  const { connexion } = site.deps;
  try {
    const { habilitation, lien, envoi } = await accorderHabilitation(invitationDeps(site, c), demandeOf(epci, saisie));
    c.header("cache-control", "no-store");
    return c.html(
      renderAccordeePage({
        cadre,
        chemin: hrefTerritoire(epci, "habilitations"),
        habilitation,
        envoi,
        lien: lien && connexion.origine + lien,
      }),
    );
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return c.html(await renderForm(site, c, saisie, error.message), statusOf(error.code));
  }
}

function readSaisie(body: Readonly<Record<string, unknown>>): SaisieAccord {
  const communes = body.communes === undefined ? [] : [body.communes].flat();
  const { organisation_type, organisation_nom, organisation_siren, sensible, ...others } = parseInput(saisieSchema, {
    ...body,
    communes,
  });
  return {
    ...others,
    organisationType: organisation_type,
    organisationNom: organisation_nom,
    organisationSiren: organisation_siren,
    sensible: sensible === "oui",
  };
}

/** Throws "role-absent" and "organisation-absente": what a form without script, or a program, may forget. */
function demandeOf(epci: string, saisie: SaisieAccord): DemandeAccord {
  const role = ROLES_HABILITES.find((candidate) => candidate === saisie.role);
  if (!role) throw new Refus("role-absent", "Choisissez le rôle de la personne.");
  return { ...saisie, epci, role, organisation: organisationOf(saisie) };
}

function organisationOf(saisie: SaisieAccord): DemandeAccord["organisation"] {
  if (/^\d{1,15}$/.test(saisie.organisation)) return { id: Number(saisie.organisation) };
  const type = TYPES_ORGANISATION.find((candidate) => candidate === saisie.organisationType);
  if (!type || saisie.organisationNom.trim() === "") {
    throw new Refus(
      "organisation-absente",
      "Choisissez une organisation, ou donnez la nature et le nom de celle à ajouter.",
    );
  }
  const siren = saisie.organisationSiren.replace(/\s/g, "");
  return { type, nom: saisie.organisationNom, siren: siren === "" ? null : siren };
}

/** Of one's own habilitations, the one that reaches furthest. */
async function limitsOf({ deps: { horloge } }: Site, c: Context<Env>) {
  const debut = horloge.aujourdhui();
  const mine = await c.var.base.habilitations.mine(debut);
  const own = mine.filter(({ role, epci }) => role === "gestionnaire-epci" && epci === c.req.param("epci"));
  const furthest =
    own
      .map(({ fin }) => fin)
      .sort()
      .at(-1) ?? debut;
  const longest = lastDay(debut);
  return { mine, debut, fin: [furthest, longest].sort()[0] ?? debut };
}

async function renderForm(site: Site, c: Context<Env>, saisie: SaisieAccord, erreur: string | null): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { mine, debut, fin } = await limitsOf(site, c);
  return renderAccorderPage({
    cadre,
    saisie,
    organisations: await base.habilitations.organisations(epci),
    roles: rolesAccordables({ compte: acteur.compte, tenues: mine.map(tenueOf) }, epci, debut, ROLES_HABILITES),
    communes: await base.territoires.communes(epci),
    bornes: { debut, fin },
    erreur,
  });
}
