import type { Context } from "hono";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, jour, montantOuVide, relu, texteLibre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import { ecrireSeuils, type PorteurSeuils } from "../../actes/rapprochement/ecrire-seuils.ts";
import { CHEMIN_REPERES, CHEMIN_SEUILS } from "../../pages/rapprochement/chemins.ts";
import { renderReperesPage } from "../../pages/rapprochement/reperes-page.tsx";
import { CHAMPS_FORFAIT, renderSeuilsPage } from "../../pages/rapprochement/seuils-page.tsx";

/** Routes of the thresholds on the budget of candidates: a bailleur's own, and the territory's for the others. */
export function seuilsRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_REPERES}`, garde("logement-prive", "lire"), (c) => showReperes(site, c))
    .route("/", seuilsOf(site, "bailleur"))
    .route("/", seuilsOf(site, "territoire"));
}

const DE = {
  bailleur: { chemin: CHEMIN_SEUILS, droit: garde("logement-prive", "modifier") },
  territoire: { chemin: `${CHEMIN_REPERES}/nouvelle`, droit: garde("programme", "modifier", { partout: true }) },
};

function seuilsOf(site: Site, porteur: PorteurSeuils): Routes {
  const { chemin, droit } = DE[porteur];
  return pageActes(site, {
    chemin,
    droit,
    show: (_, c, etat) => showSeuils(site, c, porteur, etat),
    actes: { ecrits: ecrireOf(porteur) },
  });
}

const forfait = (typologie: string) => montantOuVide(`Forfait ${typologie}`, { positif: true });

function ecrireOf(porteur: PorteurSeuils) {
  return defineActe({
    chemin: "",
    droit: DE[porteur].droit,
    annonce: null,
    champs: {
      effort_max: montantOuVide("Taux d’effort", { positif: true }),
      depuis: jour("À partir du"),
      reste_a_vivre: montantOuVide("Reste à vivre", { positif: true }),
      forfait_t1: forfait("T1"),
      forfait_t2: forfait("T2"),
      forfait_t3: forfait("T3"),
      forfait_t4: forfait("T4"),
      forfait_t5: forfait("T5"),
      forfait_t6: forfait("T6+"),
      confiance: choix("Ce qui les fonde", ["S", "B"]),
      reference: texteLibre(200),
      relu: relu(),
    },
    run: async ({ base, epci, aujourdhui }, { effort_max: effort, reste_a_vivre: resteAVivre, ...lu }) => {
      const { depuis, confiance, reference, relu } = lu;
      const dits = CHAMPS_FORFAIT.map(([champ, typologie]) => [typologie, lu[champ]] as const);
      const forfaits = Object.fromEntries(
        dits.flatMap(([typologie, euros]) => (euros === null ? [] : [[typologie, euros]])),
      );
      // Stored to a tenth of a percent.
      const effortMax = effort === null ? null : Math.round(effort * 10);
      const seuils = { depuis, effortMax, resteAVivre, forfaits, confiance, reference };
      await ecrireSeuils(base, { ...seuils, epci, aujourdhui, porteur, relu });
      return new Suite({ chemin: CHEMIN_REPERES });
    },
  });
}

async function showReperes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const organisation = declarantOf(base, epci);
  const [versions, propres] = await Promise.all([
    base.rapprochements.versionsSeuils(epci, null),
    organisation === null ? null : base.rapprochements.versionsSeuils(epci, organisation),
  ]);
  const modifier = peutPartout(base.acteur, "programme", "modifier", epci);
  const aujourdhui = site.deps.horloge.aujourdhui();
  return c.html(renderReperesPage({ cadre, epci, aujourdhui, versions, propres, modifier }));
}

async function showSeuils(
  site: Site,
  c: Context<Env>,
  porteur: PorteurSeuils,
  { acte, saisie, refus }: EtatPage,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const organisation = porteur === "territoire" ? null : (declarantOf(base, epci) ?? 0);
  const [seuils, versions] = await Promise.all([
    base.rapprochements.seuils(epci, organisation ?? 0, aujourdhui),
    base.rapprochements.versionsSeuils(epci, organisation),
  ]);
  const etat = { saisie: acte === null ? { depuis: [aujourdhui], confiance: ["B"] } : saisie, refus };
  return renderSeuilsPage({ cadre, epci, porteur, aujourdhui, seuils, versions, etat });
}
