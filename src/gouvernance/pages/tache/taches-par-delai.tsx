import type { Tache } from "#socle/lectures/tache.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import type { AFaire, DelaiTache } from "../../lectures/tache/a-faire.ts";

type Props = { readonly epci: string; readonly aFaire: AFaire };

/** What could not be read is said before the tasks. */
export function TachesIllisibles({ aFaire: { illisibles } }: Pick<Props, "aFaire">) {
  return (
    <>
      {illisibles.map(({ quoi, raison }) => (
        <Message ton="alerte" titre={`Nous n’avons pas pu lire ${quoi}`}>
          <p>{raison} Il peut manquer des tâches ci-dessous.</p>
        </Message>
      ))}
    </>
  );
}

export function TachesParDelai({ epci, aFaire }: Props) {
  return (
    <>
      <TachesIllisibles aFaire={aFaire} />
      {aFaire.groupes.map(({ delai, taches }) => (
        <section aria-labelledby={delai}>
          <h2 id={delai}>{LIBELLE_DELAI[delai]}</h2>
          <ul class={delai === "sans-date" ? "taches sans-date" : "taches"}>
            {taches.map((tache) => (
              <LigneTache epci={epci} tache={tache} delai={delai} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The first of them, in one list; the others are on their own page. */
export function PremieresTaches({ epci, aFaire: { groupes }, max }: Props & { readonly max: number }) {
  const taches = groupes.flatMap(({ delai, taches: lues }) => lues.map((tache) => ({ tache, delai })));
  return (
    <ul class="taches breves">
      {taches.slice(0, max).map(({ tache, delai }) => (
        <li>
          <div>
            <h3>{tache.titre}</h3>
            <p class="discret">{tache.pourquoi}</p>
            <Echeance tache={tache} delai={delai} />
          </div>
          <Acte epci={epci} tache={tache} />
        </li>
      ))}
    </ul>
  );
}

const LIBELLE_DELAI: Readonly<Record<DelaiTache, string>> = {
  "en-retard": "En retard",
  "cette-semaine": "Dans les sept jours",
  "plus-tard": "Plus tard",
  "sans-date": "Sans date",
};

type LigneProps = { readonly epci: string; readonly tache: Tache; readonly delai: DelaiTache };

function LigneTache({ epci, tache, delai }: LigneProps) {
  const { titre, pourquoi } = tache;
  return (
    <li>
      <Echeance tache={tache} delai={delai} />
      <div>
        <h3>{titre}</h3>
        <p class="discret">{pourquoi}</p>
      </div>
      <Acte epci={epci} tache={tache} />
    </li>
  );
}

/** The one page that does it. */
function Acte({ epci, tache: { titre, action, chemin } }: Pick<LigneProps, "epci" | "tache">) {
  return (
    <div>
      <a class="bouton second" href={chemin.startsWith("/") ? chemin : hrefTerritoire(epci, chemin)}>
        {action}
        <span class="lu"> : {titre}</span>
      </a>
    </div>
  );
}

function Echeance({ tache: { echeance, leJour }, delai }: Pick<LigneProps, "tache" | "delai">) {
  // The title of the group says that it has no deadline.
  if (echeance === null) return null;
  const jour = formatJourCourt(echeance);
  if (delai === "en-retard") {
    return (
      <p>
        <Tag ton="alerte">Depuis le {jour}</Tag>
      </p>
    );
  }
  return <p>{leJour ? `Le ${jour}` : `Avant le ${jour}`}</p>;
}
