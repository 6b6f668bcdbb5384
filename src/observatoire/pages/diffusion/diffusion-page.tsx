import type { Child } from "hono/jsx";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { CadreTable, Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Controle, Diffusion, EnteteDiffusion } from "../../lectures/diffusion/ports.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { TableFigure } from "../table-figure.tsx";

export type TravailDiffusion = { readonly fait: number; readonly total: number };

type ListeProps = {
  readonly cadre: Cadre;
  readonly diffusions: readonly EnteteDiffusion[];
  /** Null: no preparation is running. */
  readonly travail: TravailDiffusion | null;
  readonly preparer: boolean;
  readonly erreur: string | null;
  /** The territory has a published release. */
  readonly publique: boolean;
};

const TITRE = "Diffusion publique";
const PAGE = "observatoire/diffusion";

const ETAT = {
  preparee: ["neutre", "À publier"],
  refusee: ["alerte", "Refusée par son contrôle"],
  publiee: ["ok", "Publiée"],
} as const;

export function renderDiffusionsPage(props: ListeProps): string {
  const { cadre, diffusions, travail, preparer, erreur, publique } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    erreur,
    islands: travail ? ["avancement"] : [],
    rafraichir: travail ? 5 : undefined,
    children: (
      <>
        <p class="chapo">
          Les signataires lisent les vrais chiffres. Le public ne lit que ce qui est diffusé ici, sous secret
          statistique : aucun compte de moins de onze ménages, et rien qui permette d’en retrouver un.
        </p>
        <ResultatActe erreur={erreur} titreErreur="Non effectué" />
        {travail ? <Progression epci={epci} travail={travail} /> : null}
        {preparer && !travail ? (
          <form method="post" action={hrefTerritoire(epci, PAGE)}>
            <button class="bouton" type="submit">
              Préparer une diffusion
            </button>
          </form>
        ) : null}
        {publique ? (
          <p>
            <a href={`/observatoire/${epci}`}>Ce que le public lit aujourd’hui</a>
          </p>
        ) : null}
        <section aria-labelledby="diffusions">
          <h2 id="diffusions">Diffusions</h2>
          {diffusions.length === 0 ? (
            <EtatVide titre="Rien n’est préparé">
              <p>
                Une diffusion réunit tous les tableaux publics, contrôlés ensemble. Rien ne paraît sans publication.
              </p>
            </EtatVide>
          ) : (
            <Liste epci={epci} diffusions={diffusions} />
          )}
        </section>
        <section aria-labelledby="retirer">
          <h2 id="retirer">Retirer une diffusion</h2>
          <p>
            Ce n’est pas possible : ce qui a été lu ou téléchargé l’est pour de bon, et cacher un nombre déjà publié ne
            protège plus personne. Chaque diffusion est donc contrôlée avec toutes les précédentes : un nombre publié
            garde sa valeur, un nombre masqué le reste, même si un fichier est corrigé ensuite. Les signataires, eux,
            lisent toujours les chiffres corrigés.
          </p>
        </section>
      </>
    ),
  });
}

function Progression({ epci, travail }: { epci: string; travail: TravailDiffusion }) {
  return (
    <blaise-avancement data-url={hrefTerritoire(epci, `${PAGE}/avancement`)}>
      <Message ton="neutre" titre="Préparation en cours">
        <p>Les nombres à masquer sont choisis, puis contrôlés. Cela prend quelques secondes.</p>
        <progress value={travail.fait} max={Math.max(1, travail.total)} aria-label="Contrôle du secret"></progress>
        <p>
          <a href={hrefTerritoire(epci, PAGE)}>Actualiser</a>
        </p>
      </Message>
    </blaise-avancement>
  );
}

function Liste({ epci, diffusions }: { epci: string; diffusions: readonly EnteteDiffusion[] }) {
  const table = defineTable<EnteteDiffusion, Child>({
    code: "diffusions",
    titre: "Diffusions, la dernière préparée d’abord",
    colonnes: [
      {
        code: "numero",
        titre: "Numéro",
        valeur: ({ numero }) => String(numero),
        tri: true,
        rendu: ({ id, numero }) => <a href={hrefTerritoire(epci, `${PAGE}/${id}`)}>{numero}</a>,
      },
      {
        code: "preparee_le",
        titre: "Préparée le",
        valeur: ({ prepareeLe }) => prepareeLe,
        tri: true,
        rendu: ({ prepareeLe }) => formatJour(prepareeLe),
      },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => ETAT[etat][1],
        tri: true,
        rendu: ({ etat, publieeLe }) => (
          <>
            <Tag ton={ETAT[etat][0]}>{ETAT[etat][1]}</Tag>
            {publieeLe ? ` le ${formatJour(publieeLe)}` : ""}
          </>
        ),
      },
      {
        code: "publies",
        titre: "Nombres publiés",
        genre: "nombre",
        valeur: ({ controle }) => controle.publies,
        tri: true,
      },
      {
        code: "masques",
        titre: "Masqués",
        genre: "nombre",
        valeur: ({ controle }) => controle.nombres - controle.publies,
        tri: true,
      },
    ],
  });
  return <Table table={table} lignes={diffusions} nom="Tableau des diffusions" />;
}

type DetailProps = {
  readonly cadre: Cadre;
  readonly diffusion: Diffusion;
  readonly publier: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** Whether a release may be published and why, the cost of secrecy, and the tables as the public would read them. */
export function renderDiffusionPage({ cadre, diffusion, publier, annonce, erreur }: DetailProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const { id, numero, etat, controle, jeux } = diffusion;
  const titre = `Diffusion ${numero}`;
  return renderPageObservatoire({
    cadre,
    titre,
    erreur,
    children: (
      <>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Non effectué" />
        <Reponse diffusion={diffusion} />
        {publier && etat === "preparee" ? (
          <form method="post" action={hrefTerritoire(epci, `${PAGE}/${id}/publier`)}>
            <p>Publier est définitif : une diffusion ne peut être ni changée ni retirée.</p>
            <button class="bouton" type="submit">
              Publier
            </button>
          </form>
        ) : null}
        <section aria-labelledby="controle">
          <h2 id="controle">Contrôle du secret</h2>
          <TableControle controle={controle} />
          <p class="discret">
            Empreinte : <code class="coupe">{diffusion.empreinte}</code>
          </p>
        </section>
        <section aria-labelledby="tableaux">
          <h2 id="tableaux">Ce que le public {etat === "publiee" ? "lit" : "lirait"}</h2>
          <ul class="liens">
            {jeux.map(({ figure }) => (
              <li>
                <a href={hrefTerritoire(epci, `${PAGE}/${id}`, { jeu: figure.code })}>{figure.titre}</a>
              </li>
            ))}
          </ul>
        </section>
      </>
    ),
  });
}

type JeuProps = { readonly cadre: Cadre; readonly diffusion: Diffusion; readonly figure: Figure };

/** One table as the public would read it. */
export function renderJeuDiffusePage({ cadre, diffusion: { id, numero, etat }, figure }: JeuProps): string {
  return renderPageObservatoire({
    cadre,
    titre: figure.titre,
    sous: (
      <>
        Ce que le public {etat === "publiee" ? "lit" : "lirait"} :{" "}
        <a href={hrefTerritoire(cadre.territoire?.epci ?? "", `${PAGE}/${id}`)}>diffusion {numero}</a>
      </>
    ),
    children: <TableFigure figure={figure} adresses={{ fichier: () => "", ligne: null }} comparer={null} seule />,
  });
}

function Reponse({ diffusion: { etat, controle, publieeLe } }: { diffusion: Diffusion }) {
  if (etat === "refusee") {
    const raison =
      controle.defaut ??
      `${formatCompte(controle.dangereux, "nombre masqué pourrait", "nombres masqués pourraient")} être retrouvés à ${controle.seuil} près`;
    return (
      <Message ton="alerte" titre="Cette diffusion ne peut pas être publiée">
        <p>Son contrôle n’a pas prouvé que ce qui est masqué le reste : {raison}.</p>
        <p>Rien n’a paru. Préparez-en une nouvelle quand les fichiers auront changé.</p>
      </Message>
    );
  }
  return (
    <Message
      ton="ok"
      titre={etat === "publiee" && publieeLe ? `Publiée le ${formatJour(publieeLe)}` : "Prête à publier"}
    >
      <p>
        {formatNombre(controle.publies)} nombres sur {formatNombre(controle.nombres)} sont montrés. Pour chacun des
        nombres cachés, tout ce qui est ou serait public laisse possible
        {controle.largeurMin === null
          ? " plus d’une valeur"
          : ` un écart d’au moins ${formatNombre(controle.largeurMin)}`}
        .
      </p>
    </Message>
  );
}

function TableControle({ controle }: { controle: Controle }) {
  const { primaires, secondaires } = controle;
  const premiers = Object.values(primaires).reduce((sum, count) => sum + count, 0);
  const ratio = premiers === 0 ? null : Math.round((secondaires / premiers) * 10) / 10;
  const lignes: readonly (readonly [string, string])[] = [
    [`Comptes de 1 à ${controle.seuil - 1} ménages (ou logements vides)`, formatNombre(primaires.effectif ?? 0)],
    ["Zéros qui diraient la classe de quelques ménages", formatNombre(primaires.groupe ?? 0)],
    [`Montants de moins de ${controle.contributeursMin} bailleurs`, formatNombre(primaires.contributeurs ?? 0)],
    [
      `Montants dont un bailleur fait plus de ${Math.round(controle.dominance * 100)} %`,
      formatNombre(primaires.dominance ?? 0),
    ],
    ["Masqués pour protéger les précédents", formatNombre(secondaires)],
    ["Rapport des seconds aux premiers", ratio === null ? LIBELLE_MANQUE["sans-objet"] : formatNombre(ratio)],
    ["Nombres des diffusions précédentes contrôlés avec eux", formatNombre(controle.anterieurs)],
    ["Publiés autrefois et corrigés depuis : la valeur publiée reste", formatNombre(controle.corriges)],
    ["Nombres cachés dont l’intervalle a été calculé", formatNombre(controle.audites)],
    ["Retrouvables", formatNombre(controle.dangereux)],
    ["Que la convention imprimée laisse deviner, quoi que l’on masque", formatNombre(controle.concedes ?? 0)],
    [
      "Plus petit intervalle d’un compte de ménages",
      controle.largeurMin === null ? LIBELLE_MANQUE["sans-objet"] : formatNombre(controle.largeurMin),
    ],
    [
      "Durée du calcul",
      `${formatNombre(Math.round(controle.dureeMs / 100) / 10)} s, ${formatNombre(controle.resolutions)} problèmes`,
    ],
  ];
  return (
    <CadreTable
      titre={`Seuils : ${controle.seuil} ménages, ${controle.contributeursMin} bailleurs, ${Math.round(controle.dominance * 100)} % (à confirmer)`}
      nom="Tableau du contrôle"
      cartes={false}
    >
      <tbody>
        {lignes.map(([libelle, valeur]) => (
          <tr>
            <th scope="row">{libelle}</th>
            <td class="n">{valeur}</td>
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}
