import type { Context } from "hono";
import type { Base } from "#socle/lectures/base.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ajouterGuichet,
  changerGuichet,
  type GuichetSaisi,
  maySetGuichet,
  openGuichet,
  unknownGuichet,
} from "../../actes/information/ecrire-guichet.ts";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import { CHEMIN_ACCUEIL } from "../../pages/information/chemins.ts";
import { renderGuichetPage } from "../../pages/information/guichet-formulaire.tsx";
import { champsGuichet, writeGuichet } from "./saisie-guichet.ts";

const GUICHET = `${CHEMIN_ACCUEIL}/guichets/:guichet{[1-9][0-9]{0,14}}`;

/** Routes of the cards of desks: an agent sees the form of their own, the EPCI all of them. */
export function guichetRoutes(site: Site): Routes {
  return pageActes(
    site,
    {
      chemin: `${CHEMIN_ACCUEIL}/guichets/nouveau`,
      droit: AJOUTER_GUICHET.droit,
      show: (_, c, etat) => renderGuichet(site, c, etat, { id: null, saisie: { accessible: ["inconnu"] } }),
      actes: { guichet: AJOUTER_GUICHET },
    },
    { chemin: GUICHET, droit: CHANGER.droit, show: showGuichet, actes: { guichet: CHANGER } },
  );
}

async function showGuichet(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const found = await openOwn(c);
  return renderGuichet(site, c, etat, { id: found.id, saisie: writeGuichet(found) });
}

/** Everybody reads a published card; only its keeper opens its form. Throws `guichet-inconnu`. */
async function openOwn(c: Context<Env>): Promise<GuichetEcrit> {
  const epci = c.req.param("epci") ?? "";
  const found = await openGuichet(c.var.base, epci, Number(c.req.param("guichet")));
  if (!maySetGuichet(c.var.base, epci, found)) throw unknownGuichet();
  return found;
}

type Carte = { readonly id: number | null; readonly saisie: SaisieFormulaire };

async function renderGuichet(site: Site, c: Context<Env>, etat: EtatPage, { id, saisie }: Carte): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const [communes, organisations] = await Promise.all([
    c.var.base.territoires.communes(epci),
    organisationsOf(c.var.base, epci),
  ]);
  return renderGuichetPage({
    cadre,
    epci,
    id,
    etat: { saisie: etat.acte === null ? saisie : etat.saisie, refus: etat.refus },
    aRelire: etat.code === "information-a-relire",
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    organisations: organisations?.map((one) => ({ code: String(one.id), libelle: one.nom })) ?? null,
  });
}

/** null: the actor may not choose the organisation of the card. */
async function organisationsOf(base: Base, epci: string) {
  return peutPartout(base.acteur, "information", "modifier", epci) ? base.information.organisations() : null;
}

type CarteLue = GuichetSaisi & { readonly revision: number };

function ecrire(droit: Acte["droit"], keep: (lieu: Lieu, carte: CarteLue) => Promise<unknown>): Acte {
  return defineActe({
    chemin: "",
    droit,
    annonce: "La fiche du guichet est enregistrée.",
    champs: async ({ base, epci }, saisie) => champsGuichet(saisie, await organisationsOf(base, epci)),
    run: async (lieu, { territoire, ...fiche }) => {
      await keep(lieu, { ...fiche, ...territoire, epci: lieu.epci });
      return new Suite({ chemin: CHEMIN_ACCUEIL });
    },
  });
}

export const AJOUTER_GUICHET = ecrire(garde("information", "creer"), ({ base }, { revision: _, ...carte }) =>
  ajouterGuichet(base, carte),
);

const CHANGER = ecrire(garde("information", "modifier"), async ({ base, c }, carte) =>
  changerGuichet(base, { ...carte, id: (await openOwn(c)).id }),
);
