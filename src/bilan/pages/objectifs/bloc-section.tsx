import type { Child } from "hono/jsx";
import { verbTrancher } from "#droit/regles/dire-causes.ts";
import { sayParts } from "#engagements/regles/convention/dire-parts.ts";
import {
  APPRECIATION_COLLECTIVE,
  formatObjectif,
  formatReste,
  PLANCHER_ENSEMBLE,
} from "#engagements/regles/convention/format-objectif.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { formatBornes, formatJour, formatNombre, formatRealise, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { LEGENDE_EVENTAIL } from "../../images/eventail-legende.ts";
import type { BlocEffort, Effort, LigneEffort, PlancherLegal, Projection } from "../../lectures/effort/effort.ts";
import { DessinEventail } from "./eventail-figure.tsx";
import { Lectures } from "./lectures.tsx";
import { TablePorteurs } from "./porteur-table.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly effort: Effort;
  readonly bloc: BlocEffort;
  readonly premier: boolean;
  readonly telechargements: Child;
  readonly children?: Child;
};

export function SectionBloc({ cadre, effort, bloc, premier, telechargements, children }: Props) {
  const { objet, titre, ensemble, lignes, plancher } = bloc;
  const seule = ensemble ?? (lignes.length === 1 ? (lignes[0] ?? null) : null);
  return (
    <section aria-labelledby={objet}>
      <h2 id={objet}>{titre}</h2>
      <div class={premier ? "reponse" : undefined}>
        {bloc.reponse.map((phrase) => (
          <p>{phrase}</p>
        ))}
      </div>
      {seule ? <Localiser cadre={cadre} effort={effort} ligne={seule} /> : null}
      {telechargements}
      {plancher?.alerte ? (
        <Message ton="alerte">
          <p>{plancher.alerte}</p>
        </Message>
      ) : null}
      <Chiffres bloc={bloc} ligne={seule} acheve={effort.acheve} />
      {lignes.length > 0 ? <TablePorteurs effort={effort} bloc={bloc} /> : null}
      <Collective bloc={bloc} />
      {seule && !effort.acheve ? <Eventail ligne={seule} bloc={bloc} /> : null}
      {children}
      <Lectures cadre={cadre} effort={effort} bloc={bloc} />
    </section>
  );
}

/** Links to the repair of unknown facts, for who may repair them. */
function Localiser({ cadre, effort, ligne }: { cadre: Cadre; effort: Effort; ligne: LigneEffort }) {
  const { inconnus, trancher } = ligne.lecture;
  if (!cadre.droits.localiser || !inconnus.causes?.situation) return null;
  return (
    <p>
      <a href={hrefTerritoire(effort.territoire, "donnees/localiser")}>
        {trancher && verbTrancher(inconnus.causes) === "localiser"
          ? "Localiser de quoi trancher"
          : "Localiser les attributions"}
      </a>
    </p>
  );
}

type ChiffresProps = { readonly bloc: BlocEffort; readonly ligne: LigneEffort | null; readonly acheve: boolean };

/** Count, target and floor are three separate figures. */
function Chiffres({ bloc, ligne, acheve }: ChiffresProps) {
  if (!ligne && !bloc.plancher) return null;
  return (
    <div class="chiffres">
      {ligne ? <Compte ligne={ligne} /> : null}
      {ligne?.ecrit ? <Cible ligne={ligne} ecrit={ligne.ecrit} acheve={acheve} /> : null}
      {bloc.plancher ? <Plancher plancher={bloc.plancher} ligne={ligne} acheve={acheve} /> : null}
    </div>
  );
}

type CibleProps = {
  readonly ligne: LigneEffort;
  readonly ecrit: NonNullable<LigneEffort["ecrit"]>;
  readonly acheve: boolean;
};

function Cible({ ligne, ecrit, acheve }: CibleProps) {
  const written = formatObjectif(ecrit);
  const partage = sayParts(ligne.parts);
  return (
    <div>
      <h3>Objectif de la convention</h3>
      <strong>{ecrit.nombre === null ? written : formatNombre(ecrit.nombre)}</strong>
      {ecrit.nombre === null ? null : <p>{written}</p>}
      {ligne.cible ? <Reste ligne={ligne} projection={ligne.cible} acheve={acheve} /> : null}
      <p class="discret">{partage ?? [ecrit.acte, ecrit.calcul].filter(Boolean).join(". ")}</p>
    </div>
  );
}

type PlancherProps = {
  readonly plancher: PlancherLegal;
  readonly ligne: LigneEffort | null;
  readonly acheve: boolean;
};

function Plancher({ plancher, ligne, acheve }: PlancherProps) {
  return (
    <div>
      <h3>Plancher légal</h3>
      <strong>{formatTauxCourt(plancher.taux)}</strong>
      {ligne?.plancher ? <Reste ligne={ligne} projection={ligne.plancher} acheve={acheve} /> : null}
      {ligne && !ligne.plancher ? <p>{PLANCHER_ENSEMBLE}</p> : null}
      <SourcePlancher plancher={plancher} />
    </div>
  );
}

function Compte({ ligne: { lecture } }: { ligne: LigneEffort }) {
  return (
    <div>
      <h3>Compté à ce jour</h3>
      <strong>
        <TauxOuManque mesure={lecture} />
      </strong>
      <p>{formatRealise(lecture)}</p>
      {lecture.bornes && lecture.bornes[0] !== lecture.bornes[1] ? (
        <p class="discret">Selon l’inconnu : {formatBornes(lecture.bornes)}</p>
      ) : null}
    </div>
  );
}

/** A short form: the sentences above tell it in full. */
function Reste({ ligne, projection, acheve }: { ligne: LigneEffort; projection: Projection; acheve: boolean }) {
  const { besoin, issue, phrase } = projection;
  return <p>{acheve ? phrase : formatReste({ besoin, acquis: issue === "acquis" }, ligne.attente.total)}</p>;
}

function SourcePlancher({ plancher }: { plancher: PlancherLegal }) {
  return (
    <p class="discret">
      {plancher.source}, depuis le {formatJour(plancher.depuis)}.{" "}
      {plancher.adaptable ? "Un taux local pouvait s’y substituer. " : ""}
      {plancher.confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
    </p>
  );
}

function Collective({ bloc }: { bloc: BlocEffort }) {
  if (!bloc.lignes.some(({ appreciationCollective }) => appreciationCollective === true)) return null;
  return (
    <Message ton="neutre">
      <p>{APPRECIATION_COLLECTIVE}</p>
    </Message>
  );
}

/** No target in a year that an avenant splits: no rate holds throughout. */
function Eventail({ ligne, bloc }: { ligne: LigneEffort; bloc: BlocEffort }) {
  return (
    <DessinEventail
      points={ligne.eventail}
      cible={ligne.parts ? null : (ligne.ecrit?.taux ?? null)}
      plancher={ligne.plancher ? (bloc.plancher?.taux ?? null) : null}
      titre={`${bloc.titre} : part cumulée depuis janvier, ${ligne.nom}`}
      legende={LEGENDE_EVENTAIL}
    />
  );
}
