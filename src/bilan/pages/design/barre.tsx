import { formatBornes, formatFraction, formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Constat } from "../../lectures/bilan.ts";

const ACCENT = "#0b4f6c";
const ENCRE = "#1d2733";
const BORD = "#66748a";
const CIBLE = "#b35806";

/**
 * Share, floor, target and bounds on one line. `echelle`: the share at the right edge, common to the bars of a table. Widths are SVG attributes: the
 * content security policy allows no inline style.
 */
export function Barre({ constat, echelle }: { constat: Constat; echelle: number }) {
  if (constat.taux === null) return null;
  const x = (taux: number) => `${Math.round((Math.min(taux, echelle) / echelle) * 1000) / 10}%`;
  return (
    <svg class="barre" role="img" aria-label={describeBarre(constat)} height="18">
      <rect x="0" y="1" width="100%" height="10" fill="#f4f6f8" stroke={BORD} />
      <rect x="0" y="1" width={x(constat.taux)} height="10" fill={ACCENT} />
      <line x1={x(constat.plancher)} x2={x(constat.plancher)} y1="-2" y2="13" stroke={ENCRE} stroke-width="3" />
      {constat.cible?.taux ? (
        <line
          x1={x(constat.cible.taux)}
          x2={x(constat.cible.taux)}
          y1="-2"
          y2="13"
          stroke={CIBLE}
          stroke-width="3"
          stroke-dasharray="3 2"
        />
      ) : null}
      {constat.bornes && constat.bornes[0] !== constat.bornes[1] ? (
        <g stroke={ENCRE} stroke-width="1.5">
          <line x1={x(constat.bornes[0])} x2={x(constat.bornes[1])} y1="16" y2="16" />
          <line x1={x(constat.bornes[0])} x2={x(constat.bornes[0])} y1="14" y2="18" />
          <line x1={x(constat.bornes[1])} x2={x(constat.bornes[1])} y1="14" y2="18" />
        </g>
      ) : null}
    </svg>
  );
}

function describeBarre(constat: Constat): string {
  const part =
    constat.petitEffectif || constat.taux === null
      ? formatFraction(constat.realise, constat.assiette)
      : formatTaux(constat.taux);
  const cible = constat.cible?.taux ? `, cible ${formatTauxCourt(constat.cible.taux)}` : "";
  const bornes = constat.bornes ? `, bornes : ${formatBornes(constat.bornes)}` : "";
  return `${part}, plancher ${formatTauxCourt(constat.plancher)}${cible}${bornes}`;
}

export function LegendeBarre({ cible }: { cible: boolean }) {
  return (
    <ul class="liens discret">
      <li>
        <Cle>
          <rect x="0" y="3" width="100%" height="10" fill={ACCENT} />
        </Cle>
        part
      </li>
      <li>
        <Cle>
          <line x1="50%" x2="50%" y1="1" y2="16" stroke={ENCRE} stroke-width="3" />
        </Cle>
        plancher légal
      </li>
      {cible ? (
        <li>
          <Cle>
            <line x1="50%" x2="50%" y1="1" y2="16" stroke={CIBLE} stroke-width="3" stroke-dasharray="3 2" />
          </Cle>
          cible de la convention
        </li>
      ) : null}
      <li>
        <Cle>
          <path d="M4 9H28M4 6V12M28 6V12" stroke={ENCRE} stroke-width="1.5" fill="none" />
        </Cle>
        bornes, selon ce qu’on ignore
      </li>
    </ul>
  );
}

function Cle({ children }: { children: unknown }) {
  return (
    <svg class="barre cle" aria-hidden="true" height="18">
      {children}
    </svg>
  );
}

/** Right edge of the bars: the largest value shown, rounded up to 10 %, at least 40 %. */
export function scaleBarres(constats: readonly Constat[]): number {
  const plusGrand = Math.max(
    0.4,
    ...constats.flatMap((c) => [c.taux ?? 0, c.plancher, c.cible?.taux ?? 0, ...(c.bornes ?? [])]),
  );
  return Math.min(1, Math.ceil(Math.round(plusGrand * 1000) / 100) / 10);
}
