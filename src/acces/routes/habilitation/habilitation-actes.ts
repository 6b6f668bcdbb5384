import type { Context, MiddlewareHandler } from "hono";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { brut, choixOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type Lieu, Suite } from "#socle/routes/page-actes.ts";
import type { Site } from "#socle/routes/site.ts";
import type { Accord } from "../../actes/habilitation/accorder.ts";
import { fermerSessions } from "../../actes/habilitation/fermer.ts";
import { REMISES, type Remise, redemanderPreuve, reinviter } from "../../actes/habilitation/inviter.ts";
import { renouvelerHabilitation } from "../../actes/habilitation/renouveler.ts";
import { revoquerHabilitation } from "../../actes/habilitation/revoquer.ts";
import type { InvitationDeps } from "../../lectures/habilitation/circonstances.ts";
import { renderNouveauLienPage } from "../../pages/habilitation/habilitation-page.tsx";

/** Refusals shown on the page of the act. */
export const DITS = ["habilitation-a-soi", "habilitation-hors-droit", "compte-a-soi", "role-non-accordable"];

/** Delivery of a new account's link. */
export const REMISE = choixOuVide("Lien", REMISES).transform((remise): Remise => remise ?? "courriel");

/** Context of the acts: a territory's habilitations, or the platform's. */
type Gestion = {
  readonly droits: Readonly<Record<"creer" | "modifier" | "supprimer", MiddlewareHandler<Env>>>;
  /** Throws `habilitation-inconnue`. */
  readonly findCible: (lieu: Lieu) => Promise<{ readonly epci: string | null; readonly id: number }>;
  readonly openListe: (lieu: Lieu) => Promise<{ readonly cadre: Cadre; readonly chemin: string }>;
};

export function actesHabilitation({ droits, findCible, openListe }: Gestion) {
  return {
    renouvelee: defineActe({
      chemin: "renouveler",
      droit: droits.creer,
      annonce: "L’habilitation est renouvelée\u00A0: voici la nouvelle.",
      champs: { motif: brut(), fin: brut() },
      run: async (lieu, saisie) => {
        const demande = { ...(await findCible(lieu)), ...saisie };
        const { id } = await renouvelerHabilitation(invitationDeps(lieu.site, lieu.c), demande);
        return new Suite({ chemin: `habilitations/${id}` });
      },
    }),
    revoquee: defineActe({
      chemin: "revoquer",
      droit: droits.supprimer,
      annonce: "L’habilitation est révoquée. La personne n’a plus ce droit.",
      champs: { motif: brut() },
      run: async (lieu, saisie) =>
        revoquerHabilitation(invitationDeps(lieu.site, lieu.c), { ...(await findCible(lieu)), ...saisie }),
    }),
    sessions: defineActe({
      chemin: "sessions",
      droit: droits.supprimer,
      annonce: "Toutes les sessions de cette personne sont fermées.",
      champs: {},
      run: async (lieu) => fermerSessions(invitationDeps(lieu.site, lieu.c), await findCible(lieu)),
    }),
    lien: defineActe({
      chemin: "lien",
      droit: droits.modifier,
      annonce: null,
      champs: { remise: REMISE },
      run: async (lieu, saisie) => {
        const demande = { ...(await findCible(lieu)), ...saisie };
        const accord = await reinviter(invitationDeps(lieu.site, lieu.c), demande);
        return showOnce(lieu, renderNouveauLienPage({ ...(await openListe(lieu)), ...handOver(lieu, accord) }));
      },
    }),
    preuve: defineActe({
      chemin: "preuve",
      droit: droits.modifier,
      annonce: null,
      champs: {},
      run: async (lieu) => {
        const accord = await redemanderPreuve(invitationDeps(lieu.site, lieu.c), await findCible(lieu));
        return showOnce(lieu, renderNouveauLienPage({ ...(await openListe(lieu)), ...handOver(lieu, accord) }));
      },
    }),
  };
}

export function invitationDeps({ deps }: Site, c: Context<Env>): InvitationDeps {
  const { bases, horloge, courrier, connexion } = deps;
  return { base: c.var.base, connexions: bases.connexions, horloge, courrier, origine: connexion.origine };
}

/** Adds the site's origin to the link, as the person will open it. */
export function handOver({ site }: Lieu, { habilitation, lien, envoi }: Accord): Accord {
  return { habilitation, envoi, lien: lien && site.deps.connexion.origine + lien };
}

/** The page may show a link that is stored nowhere: it is not cached. */
export function showOnce({ c }: Lieu, page: string): Response | Promise<Response> {
  c.header("cache-control", "no-store");
  return c.html(page);
}
