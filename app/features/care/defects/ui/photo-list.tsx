/** The photos of a defect; each opens in full. Their places are kept while they load. */
export function PhotoList({ photos }: { photos: { id: string; width: number; height: number }[] }) {
  if (photos.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-3" aria-label="Photos">
      {photos.map(({ id, width, height }, index) => (
        <li key={id}>
          <a href={`/defects/photos/${id}`} target="_blank" rel="noreferrer" className="block rounded-control">
            <img
              src={`/defects/photos/${id}`}
              width={width}
              height={height}
              loading="lazy"
              alt={`${index + 1} of ${photos.length}, opens in full`}
              className="size-28 rounded-control border border-hairline object-cover sm:size-32"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
