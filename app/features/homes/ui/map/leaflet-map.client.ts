import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { Point } from '../../distance.ts';
import { distanceInWords } from '../unit-words.ts';
import { ringsFor, type PlanPlace } from './plan-geometry.ts';

export type MapSettings = {
  origin: Point;
  tiles: { url: string } | null;
  /** A place was pressed on the map. */
  onSelect: (placeId: string) => void;
  /** Whether pictures arrive; told once it is known, and again when that changes. */
  onTiles: (arrive: boolean) => void;
};

export type HouseMapHandle = {
  show: (places: readonly PlanPlace[], selected: string | null) => void;
  remove: () => void;
};

const HOUSE =
  '<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">' +
  '<path d="M3 10.5 12 3l9 7.5V20a1 1 0 0 1-1 1h-5v-7H9v7H4a1 1 0 0 1-1-1z"/></svg>';
/** So many pictures may fail before the plan takes over. */
const MAX_FAILED = 4;

/** The one module that knows Leaflet (F6), all of it that the page uses. Loaded when a map is shown, never before. */
export function openMap(element: HTMLElement, { origin, tiles, onSelect, onTiles }: MapSettings): HouseMapHandle {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const centre = L.latLng(origin.latitude, origin.longitude);
  const map = L.map(element, {
    center: centre,
    zoom: 15,
    minZoom: 10,
    maxZoom: 19,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    // A wheel over the map scrolls the page; the buttons, two fingers and the keys zoom.
    scrollWheelZoom: false,
    zoomSnap: tiles ? 1 : 0.25,
  });
  L.control.scale({ imperial: false }).addTo(map);
  const plan = L.layerGroup().addTo(map);
  const dots = L.layerGroup().addTo(map);
  L.marker(centre, {
    icon: L.divIcon({ className: 'house-dot', html: HOUSE, iconSize: [32, 32] }),
    keyboard: false,
    interactive: false,
    zIndexOffset: 500,
  }).addTo(map);
  let kind = '';
  return {
    show(places, selected) {
      const rings = ringsFor(places);
      const reach = rings.at(-1) ?? 500;
      drawRings(plan, centre, rings);
      dots.clearLayers();
      for (const place of places) dots.addLayer(dotOf(place, place.id === selected, onSelect));
      // Another choice of places: the house in the middle, all of them around it.
      const shown = `${reach}:${places.map(({ id }) => id).join()}`;
      if (shown !== kind) map.fitBounds(centre.toBounds(2 * reach), { animate: false });
      // Not before it is known what is shown: pictures of another place would be asked for in vain.
      if (kind === '' && tiles) showTiles(map, tiles.url, onTiles);
      else if (kind === '') onTiles(false);
      kind = shown;
      const target = places.find(({ id }) => id === selected);
      if (target) map.panInside([target.latitude, target.longitude], { padding: [60, 60], animate: !still });
    },
    remove: () => map.remove(),
  };
}

function showTiles(map: L.Map, url: string, onTiles: (arrive: boolean) => void): void {
  let arrived = 0;
  let failed = 0;
  const layer = L.tileLayer(url, { maxZoom: 19, className: 'map-tiles' });
  layer.on('tileload', () => {
    arrived += 1;
    if (arrived === 1) onTiles(true);
  });
  layer.on('tileerror', () => {
    failed += 1;
    if (arrived > 0 || failed < MAX_FAILED) return;
    // None has come: no more are asked for until there is a network again.
    layer.remove();
    onTiles(false);
  });
  const again = () => {
    if (map.hasLayer(layer) || arrived > 0) return;
    failed = 0;
    layer.addTo(map);
  };
  window.addEventListener('online', again);
  map.on('unload', () => window.removeEventListener('online', again));
  layer.addTo(map);
}

function drawRings(group: L.LayerGroup, centre: L.LatLng, rings: readonly number[]): void {
  group.clearLayers();
  for (const ring of rings) {
    group.addLayer(
      L.circle(centre, { radius: ring, className: 'map-ring', fill: false, weight: 1, interactive: false }),
    );
    const south = L.latLng(centre.toBounds(2 * ring).getSouth(), centre.lng);
    const label = L.divIcon({ className: 'map-ring-label', html: distanceInWords(ring), iconSize: [56, 20] });
    group.addLayer(L.marker(south, { icon: label, keyboard: false, interactive: false }));
  }
}

function dotOf(place: PlanPlace, isSelected: boolean, onSelect: (placeId: string) => void): L.Layer {
  const className = `place-dot${isSelected ? ' place-dot-selected' : ''}`;
  const dot = L.marker([place.latitude, place.longitude], {
    icon: L.divIcon({ className, iconSize: isSelected ? [22, 22] : [16, 16] }),
    title: place.name,
    // The list beside the map is the way without a mouse.
    keyboard: false,
    zIndexOffset: isSelected ? 400 : 0,
  });
  dot.on('click', () => onSelect(place.id));
  if (isSelected) {
    // As text: a name is foreign.
    const label = document.createElement('span');
    label.textContent = place.name;
    dot.bindTooltip(label, { permanent: true, direction: 'top', offset: [0, -10], className: 'map-label' });
  }
  return dot;
}
