import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { CodeEtape, Demarrage, Etape, EtatEtape } from "../../lectures/tache/demarrage.ts";

type DemarrageProps = { readonly cadre: Cadre; readonly demarrage: Demarrage | null };

export function renderDemarragePage({ cadre, demarrage }: DemarrageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Premier bilan",
    children: (
      <>
        <h1>Premier bilan</h1>
        {demarrage === null ? (
          <EtatVide titre="Rien ne vous attend ici">
            <p>Le premier bilan se prépare entre le gestionnaire des habilitations et les agents de l’EPCI.</p>
          </EtatVide>
        ) : (
          <>
            <p class="chapo">{sayAvancement(demarrage)}</p>
            <h2 class="lu">Étapes</h2>
            <Etapes epci={epci} demarrage={demarrage} />
          </>
        )}
      </>
    ),
  });
}

/** On the page that opens, as long as the first report is not frozen: where one is; all the steps are a link away. */
export function PremierBilan({ epci, demarrage }: { epci: string; demarrage: Demarrage }) {
  const etape =
    demarrage.etapes.find(({ etat }) => etat === "ici") ?? demarrage.etapes.find(({ etat }) => etat !== "faite");
  return (
    <section aria-labelledby="premier-bilan">
      <h2 id="premier-bilan">
        <a href={hrefTerritoire(epci, "demarrage")}>Premier bilan</a>{" "}
        <small class="discret">{sayAvancement(demarrage)}</small>
      </h2>
      {etape ? (
        <ol class="taches sans-date">
          <LigneEtape epci={epci} etape={etape} />
        </ol>
      ) : null}
    </section>
  );
}

function sayAvancement({ etapes }: Demarrage): string {
  const faites = etapes.filter(({ etat }) => etat === "faite").length;
  return `${formatCompte(faites, "étape faite", "étapes faites")} sur ${etapes.length}.`;
}

const TITRE_ETAPE: Readonly<Record<CodeEtape, string>> = {
  inviter: "Inviter les agents",
  deposer: "Déposer les fichiers",
  reparer: "Réparer ce qui ne se lit pas",
  publier: "Publier",
  relire: "Relire le rapport",
  figer: "Figer le rapport",
  pdf: "Remettre le PDF",
};

const ETAT_ETAPE: Readonly<Record<EtatEtape, readonly [ton: "ok" | "alerte" | "neutre", mot: string]>> = {
  faite: ["ok", "Fait"],
  ici: ["alerte", "Ici"],
  "a-venir": ["neutre", "À venir"],
  cachee: ["neutre", "À d’autres"],
};

function Etapes({ epci, demarrage: { etapes } }: { epci: string; demarrage: Demarrage }) {
  return (
    <ol class="taches sans-date">
      {etapes.map((etape) => (
        <LigneEtape epci={epci} etape={etape} />
      ))}
    </ol>
  );
}

function LigneEtape({ epci, etape }: { epci: string; etape: Etape }) {
  const { code, etat, dit, lien, attendus = [] } = etape;
  const [ton, mot] = ETAT_ETAPE[etat];
  return (
    <li aria-current={etat === "ici" ? "step" : undefined}>
      <div>
        <h3>
          {TITRE_ETAPE[code]} <Tag ton={ton}>{mot}</Tag>
        </h3>
        <p class="discret">{dit}</p>
        {attendus.map(({ id, nom }) => (
          <form class="ligne" method="post" action={hrefTerritoire(epci, `habilitations/${id}/lien`)}>
            <span>{nom} : aucune connexion encore.</span>
            <button class="lien" type="submit" name="remise" value="courriel">
              Renvoyer l’invitation<span class="lu"> à {nom}</span>
            </button>
          </form>
        ))}
      </div>
      <div>
        {lien === null || (etat === "faite" && code !== "pdf") ? null : (
          <a class={etat === "ici" ? "bouton" : "bouton second"} href={hrefTerritoire(epci, lien.chemin)}>
            {lien.libelle}
          </a>
        )}
      </div>
    </li>
  );
}
