import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { TYPES_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choixOuVide, coche, type Lu, numeroCache, plusieursDe, propre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { accorderHabilitation, type DemandeAccord } from "../../actes/habilitation/accorder.ts";
import { tenueOf } from "../../lectures/habilitation/circonstances.ts";
import type { Organisation } from "../../lectures/habilitation/ports.ts";
import { renderAccordeePage, renderAccorderPage } from "../../pages/habilitation/accorder-page.tsx";
import { rolesAccordables } from "../../regles/habilitation/accorder.ts";
import { lastDay } from "../../regles/habilitation/echeances.ts";
import { DITS, handOver, invitationDeps, REMISE, showOnce } from "./habilitation-actes.ts";

export function accordRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: "habilitations/accorder",
    droit: ACCORDER.droit,
    show: showAccorder,
    actes: { accordee: ACCORDER },
    dits: DITS,
  });
}

async function showAccorder(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { mine, debut, fin } = await limitsOf(site, c);
  const organisations = await base.habilitations.organisations(epci);
  return renderAccorderPage({
    cadre,
    saisie: etat.acte === null ? asked(c, organisations, { debut, fin }) : etat.saisie,
    organisations,
    roles: rolesAccordables({ compte: acteur.compte, tenues: mine.map(tenueOf) }, epci, debut, ROLES_HABILITES),
    communes: await base.territoires.communes(epci),
    bornes: { debut, fin },
    erreur: erreurOf(etat),
  });
}

/** « ?role=agent-epci »: for whom comes to invite one, the EPCI itself and the reason are there already. */
function asked(
  c: Context<Env>,
  organisations: readonly Organisation[],
  { debut, fin }: { readonly debut: string; readonly fin: string },
): SaisieFormulaire {
  const bornes = { debut: [debut], fin: [fin] };
  if (c.req.query("role") !== "agent-epci") return bornes;
  const own = organisations.find(({ type, siren }) => type === "epci" && siren === c.req.param("epci"));
  const motif = ["Agent de l’EPCI, pour le premier bilan du territoire"];
  return { ...bornes, role: ["agent-epci"], organisation: own ? [String(own.id)] : [], motif };
}

/** Given as typed: the rules of the accord check them. */
export const CHAMPS_PERSONNE = {
  courriel: brut(),
  prenom: brut(),
  nom: brut(),
  debut: brut(),
  fin: brut(),
  motif: brut(),
  remise: REMISE,
};

const CHAMPS_ORGANISATION = {
  organisation: numeroCache(),
  organisation_type: choixOuVide("Nature", TYPES_ORGANISATION),
  organisation_nom: brut(),
  organisation_siren: brut(),
};

/** Grants, and shows the one-time link if there is one. */
const ACCORDER = defineActe({
  chemin: "",
  droit: garde("habilitation", "creer"),
  annonce: null,
  champs: {
    ...CHAMPS_PERSONNE,
    ...CHAMPS_ORGANISATION,
    role: propre((valeur) => ROLES_HABILITES.find((role) => role === valeur), "Choisissez le rôle de la personne."),
    communes: plusieursDe(/^.{1,5}$/),
    sensible: coche(),
  },
  run: async (lieu, lu) => {
    const { epci, site, c } = lieu;
    const demande = { ...lu, epci, organisation: organisationOf(lu) };
    const accord = await accorderHabilitation(invitationDeps(site, c), demande);
    const { cadre } = await openCadre(site, c);
    const chemin = hrefTerritoire(epci, "habilitations");
    return showOnce(lieu, renderAccordeePage({ cadre, chemin, ...handOver(lieu, accord) }));
  },
});

/** Throws "organisation-absente". */
function organisationOf(lu: Lu<typeof CHAMPS_ORGANISATION>): DemandeAccord["organisation"] {
  const { organisation: id, organisation_type: type, organisation_nom: nom } = lu;
  if (id >= 0) return { id };
  if (type === null || nom.trim() === "") {
    throw new Refus(
      "organisation-absente",
      "Choisissez une organisation, ou donnez la nature et le nom de celle à ajouter.",
    );
  }
  return { type, nom, siren: lu.organisation_siren.replace(/\s/g, "") || null };
}

/** Last day that the person may grant: the latest end of their own habilitations. */
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
