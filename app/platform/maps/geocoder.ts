/** How exactly a position is known: the building, a guess between house numbers, the street, or the area around it. */
export type Precision = 'rooftop' | 'interpolated' | 'street' | 'area';

/** An address as the builder wrote it, parts separated by commas: "1 Longview Avenue, Midleton, Co. Cork". */
export type PostalAddress = { address: string; eircode: string | null };

export type GeocodedPlace = {
  /** Degrees, WGS 84. */
  latitude: number;
  longitude: number;
  precision: Precision;
  source: 'google' | 'nominatim';
  /** The address as the service knows it, to compare with ours. */
  formattedAddress: string;
};

export type Geocoder = {
  readonly kind: 'google' | 'nominatim' | 'none';
  /**
   * Finds an Irish address (C2). Null when the service does not know it, or knows no more than its county. Throws
   * UpstreamError, permanent when the service refuses us until its settings are mended.
   */
  locate(address: PostalAddress): Promise<GeocodedPlace | null>;
};
