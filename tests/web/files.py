"""Files of `/data` as other software gets and reads them."""

import io
import json
import subprocess

import geopandas as gpd
import openpyxl


class Files:
    """Asks the application for files and hands them to readers; `folder` is for this test."""

    def __init__(self, client, folder):
        self.client, self.folder = client, folder

    def get(self, path, status=200, **headers):
        """The answer to a request, read to its end."""
        response = self.client.get(path, headers=headers, buffered=True)
        assert response.status_code == status, response.text[:500]
        return response

    def saved(self, path):
        """The file on disk."""
        name = path.removeprefix("/data/").partition("?")[0]
        file = self.folder / name
        file.write_bytes(self.get(path).data)
        return file

    def frame(self, path):
        """The file as geopandas reads it."""
        file = self.saved(path)
        if file.suffix == ".parquet":
            return gpd.read_parquet(file)
        # A GeoPackage has its styles in another layer.
        return gpd.read_file(file, layer=file.stem)

    def json(self, path):
        return json.loads(self.get(path).data)

    def workbook(self, path):
        return openpyxl.load_workbook(io.BytesIO(self.get(path).data))

    def ogrinfo(self, path):
        """What GDAL's own program says of a file, without a warning."""
        run = ["ogrinfo", "-al", "-so", str(self.saved(path))]
        done = subprocess.run(run, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout
